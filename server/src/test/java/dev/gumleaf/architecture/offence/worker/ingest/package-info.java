/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.worker.ingest;

import org.jspecify.annotations.NullMarked;
