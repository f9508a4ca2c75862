/** The plan of the house, checked: rooms, names, format, and pages that repeat what code says. */
@NullMarked
package dev.gumleaf.architecture;

import org.jspecify.annotations.NullMarked;
