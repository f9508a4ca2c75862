/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.model.model;

import org.jspecify.annotations.NullMarked;
