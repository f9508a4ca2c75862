/** Tests that run the real program and take its process away. */
@NullMarked
package dev.gumleaf.crash;

import org.jspecify.annotations.NullMarked;
