/**
 * The nouns of the product as records and sealed types. No input or output, no clock, no library
 * but JSpecify: everything here is a value or a pure function of values.
 */
@NullMarked
package dev.gumleaf.model;

import org.jspecify.annotations.NullMarked;
