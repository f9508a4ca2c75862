/** What tests share: engines, clocks, seeds and sample objects. */
@NullMarked
package dev.gumleaf.testing;

import org.jspecify.annotations.NullMarked;
