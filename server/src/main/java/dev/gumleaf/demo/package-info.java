/**
 * A month of invented traffic of invented companies, with a known truth about who buys. Pure: the
 * same seed and the same end give the same month; sending it is {@code app}'s.
 */
@NullMarked
package dev.gumleaf.demo;

import org.jspecify.annotations.NullMarked;
