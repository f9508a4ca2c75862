package dev.gumleaf.ingest;

import java.util.Locale;
import java.util.Set;

/** Texts that clients send where they have no id. */
final class PlaceholderIds {
  private static final Set<String> NONE =
      Set.of("null", "undefined", "guest", "anonymous", "0", "none",
          "00000000-0000-0000-0000-000000000000");

  private PlaceholderIds() {}

  static boolean isPlaceholder(String id) {
    return NONE.contains(id.toLowerCase(Locale.ROOT));
  }
}
