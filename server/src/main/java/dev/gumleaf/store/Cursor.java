package dev.gumleaf.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;

/**
 * The place in a list behind which the next page begins: the sort value and the key of the last
 * row. What comes or goes meanwhile does not move the others.
 */
public record Cursor(long value, long key) {
  /** Opaque to clients; the form may change at any release. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((value + "." + key).getBytes(US_ASCII));
  }

  /** Empty for anything that {@link #encode} did not make. */
  public static Optional<Cursor> decode(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), US_ASCII);
      int dot = plain.indexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      Cursor cursor =
          new Cursor(
              Long.parseLong(plain.substring(0, dot)), Long.parseLong(plain.substring(dot + 1)));
      return cursor.encode().equals(text) ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
