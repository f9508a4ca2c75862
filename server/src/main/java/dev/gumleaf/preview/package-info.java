/** Tries rules on the past: what would have been found, and what it would have foretold. */
@NullMarked
package dev.gumleaf.preview;

import org.jspecify.annotations.NullMarked;
