/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.journal.journal;

import org.jspecify.annotations.NullMarked;
