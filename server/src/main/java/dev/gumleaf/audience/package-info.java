/** Decides who belongs to an audience. Pure functions over facts that others found. */
@NullMarked
package dev.gumleaf.audience;

import org.jspecify.annotations.NullMarked;
