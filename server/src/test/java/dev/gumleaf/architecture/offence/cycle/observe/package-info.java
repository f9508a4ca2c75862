/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.cycle.observe;

import org.jspecify.annotations.NullMarked;
