package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists to their end, as a client does that follows the cursors. */
final class PageWalk {
  /** One list. */
  interface Listing<T> {
    Page<T> page(Optional<Cursor> after, int limit);
  }

  /** A list that leads in a circle would have no end. */
  private static final int ITEMS_MAX = 1_000;

  private PageWalk() {}

  /** All items; every page but the last has as many as it may. */
  static <T> List<T> items(int limit, Listing<T> listing) {
    return itemsBehind(Optional.empty(), limit, listing);
  }

  static <T> List<T> itemsBehind(Optional<Cursor> after, int limit, Listing<T> listing) {
    List<T> items = new ArrayList<>();
    Optional<Cursor> cursor = after;
    do {
      Page<T> page = listing.page(cursor, limit);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      if (page.next().isPresent()) {
        assertThat(page.items()).hasSize(limit);
      }
      items.addAll(page.items());
      assertThat(items).hasSizeLessThan(ITEMS_MAX);
      cursor = page.next();
    } while (cursor.isPresent());
    return items;
  }
}
