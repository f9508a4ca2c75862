/**
 * From journal entries to derived state: reads a slice in order, runs the named steps over it and
 * writes everything in one transaction with the new journal position.
 */
@NullMarked
package dev.gumleaf.pipeline;

import org.jspecify.annotations.NullMarked;
