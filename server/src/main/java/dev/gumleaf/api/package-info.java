/** The public JSON endpoints, a thin class each. */
@NullMarked
package dev.gumleaf.api;

import org.jspecify.annotations.NullMarked;
