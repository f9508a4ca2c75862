/**
 * Turns what people of an account did, and time, into numbers that explain themselves: scores,
 * trends, fit, and how well these foretell what happens next. Pure functions over values; a time is
 * always handed in.
 */
@NullMarked
package dev.gumleaf.score;

import org.jspecify.annotations.NullMarked;
