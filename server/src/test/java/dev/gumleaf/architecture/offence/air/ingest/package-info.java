/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.air.ingest;

import org.jspecify.annotations.NullMarked;
