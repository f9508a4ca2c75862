/**
 * Programs that measure Gumleaf and, in the same way and the same run, what it is compared with.
 */
@NullMarked
package dev.gumleaf.benchmarks;

import org.jspecify.annotations.NullMarked;
