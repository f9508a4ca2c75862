/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.worker.pipeline;

import org.jspecify.annotations.NullMarked;
