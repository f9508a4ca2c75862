/**
 * A digest of a profile: what it holds can be asked for, but not read out. Pure functions over
 * values; reading JSON and deciding what may be told are the caller's.
 */
@NullMarked
package dev.gumleaf.digest;

import org.jspecify.annotations.NullMarked;
