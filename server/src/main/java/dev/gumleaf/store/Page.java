package dev.gumleaf.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A piece of a list, and where the next one begins; empty at the end. */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** A page of rows that were read with one row more than the limit. */
  static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty());
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, Optional.of(cursorOf.apply(items.getLast())));
  }
}
