/** Decides which account a call belongs to. Pure functions over what the store already knows. */
@NullMarked
package dev.gumleaf.identity;

import org.jspecify.annotations.NullMarked;
