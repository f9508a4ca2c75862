/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.arrows.model;

import org.jspecify.annotations.NullMarked;
