/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.library.model;

import org.jspecify.annotations.NullMarked;
