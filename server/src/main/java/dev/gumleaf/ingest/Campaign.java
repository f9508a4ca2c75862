package dev.gumleaf.ingest;

import dev.gumleaf.ingest.UrlPieces.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a URL says about the campaign that brought a visitor.
 *
 * @param values under the names that browsers send in {@code utm}: {@code source}, {@code medium},
 *     {@code name}, {@code term}, {@code content}, {@code id}; in this order, without absent ones
 */
record Campaign(Map<String, String> values) {
  /** Characters of a value; a longer one is left where it is, in the URL. */
  static final int VALUE_CHARS_MAX = 1_000;

  private static final Map<String, String> NAMES = names();

  Campaign {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("utm_source", "source");
    names.put("utm_medium", "medium");
    names.put("utm_campaign", "name");
    names.put("utm_term", "term");
    names.put("utm_content", "content");
    names.put("utm_id", "id");
    return names;
  }

  /** Reads the query and the fragment; of a repeated parameter the first counts. */
  static Campaign read(String url) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Parameter parameter : UrlPieces.parameters(url)) {
      // An id that is somebody's address in disguise says nothing about the campaign.
      if (isUsable(parameter.value()) && LinkParameter.find(parameter).isEmpty()) {
        found.putIfAbsent(parameter.name().toLowerCase(Locale.ROOT), parameter.value());
      }
    }
    Map<String, String> values = new LinkedHashMap<>();
    NAMES.forEach((parameter, name) -> {
      if (found.containsKey(parameter)) {
        values.put(name, found.get(parameter));
      }
    });
    return new Campaign(values);
  }

  private static boolean isUsable(String value) {
    return !value.isBlank() && value.length() <= VALUE_CHARS_MAX;
  }
}
