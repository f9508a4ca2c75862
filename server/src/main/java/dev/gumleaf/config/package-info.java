/** Typed settings, one record per component, loaded once at start and read only by {@code app}. */
@NullMarked
package dev.gumleaf.config;

import org.jspecify.annotations.NullMarked;
