/** Decides which intent signals something that happened sets off. Pure: no store, no clock. */
@NullMarked
package dev.gumleaf.signal;

import org.jspecify.annotations.NullMarked;
