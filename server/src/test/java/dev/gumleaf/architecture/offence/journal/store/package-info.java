/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.journal.store;

import org.jspecify.annotations.NullMarked;
