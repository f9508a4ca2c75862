/**
 * The command line and the wiring: builds every object by constructor, starts them, and stops them
 * in reverse order.
 */
@NullMarked
package dev.gumleaf.app;

import org.jspecify.annotations.NullMarked;
