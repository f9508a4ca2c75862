/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.rooms.cellar;

import org.jspecify.annotations.NullMarked;
