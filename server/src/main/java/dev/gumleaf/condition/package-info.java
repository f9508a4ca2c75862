/** The one language of conditions: how values are compared, read and written. Pure. */
@NullMarked
package dev.gumleaf.condition;

import org.jspecify.annotations.NullMarked;
