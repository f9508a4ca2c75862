/**
 * Log format, metrics and health. Its small interfaces may be used by any room but the pure ones.
 */
@NullMarked
package dev.gumleaf.observe;

import org.jspecify.annotations.NullMarked;
