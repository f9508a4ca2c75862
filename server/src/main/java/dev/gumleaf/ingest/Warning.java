package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import org.jspecify.annotations.Nullable;

/**
 * A deviation that loses nothing: the value was kept as it came.
 *
 * @param kind of the entry it is about; null when it is about the request
 */
public record Warning(@Nullable CallKind kind, int index, String code, String detail) {}
