package dev.gumleaf.store;

import org.jspecify.annotations.Nullable;

/**
 * How long a page was looked at, and when.
 *
 * @param hash the dedupe key; null for a view that has none
 * @param at when it began, milliseconds since 1970, UTC
 */
public record StoredView(
    @Nullable Long hash, long at, long focusMillis, @Nullable String messageId) {}
