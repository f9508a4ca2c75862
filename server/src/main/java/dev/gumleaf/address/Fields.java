package dev.gumleaf.address;

import dev.gumleaf.model.PlainText;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a database's record, whatever their types: one of a wrong type is not there. */
record Fields(Map<?, ?> values) {
  /** Longer names than this are no names. */
  private static final int CHARS_MAX = 256;

  /** The first of these fields that has a text. */
  @Nullable String text(String... names) {
    for (String name : names) {
      if (values.get(name) instanceof String text
          && !text.isBlank()
          && text.length() <= CHARS_MAX) {
        return PlainText.of(text.strip());
      }
    }
    return null;
  }

  /** The first of these fields that has a text, in lower case; empty when none has. */
  String word(String... names) {
    String text = text(names);
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** Whether one of these fields is set; some databases write booleans as text. */
  boolean isSet(String... names) {
    for (String name : names) {
      Object value = values.get(name);
      if (Boolean.TRUE.equals(value)
          || (value instanceof String text && text.equalsIgnoreCase("true"))) {
        return true;
      }
    }
    return false;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The fields inside a field; none if it has another type. */
  Fields in(String name) {
    return of(values.get(name));
  }

  /** The fields inside the first of a list; the largest region comes first. */
  Fields firstIn(String name) {
    return values.get(name) instanceof List<?> list && !list.isEmpty()
        ? of(list.getFirst())
        : of(null);
  }

  /** A name in English, or in whatever language there is. */
  @Nullable String name() {
    Fields names = in("names");
    String english = names.text("en");
    Iterator<?> languages = names.values.keySet().iterator();
    return english == null && languages.hasNext()
        ? names.text(String.valueOf(languages.next()))
        : english;
  }

  private static Fields of(@Nullable Object value) {
    return new Fields(value instanceof Map<?, ?> map ? map : Map.of());
  }
}
