/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.names.model;

import org.jspecify.annotations.NullMarked;
