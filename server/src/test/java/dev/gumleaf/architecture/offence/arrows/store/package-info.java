/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.arrows.store;

import org.jspecify.annotations.NullMarked;
