package dev.gumleaf.ingest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells whether a link's text is an e-mail address. */
final class EmailText {
  /** Characters of an address (RFC 5321, 4.5.3.1.3, without the brackets). */
  static final int CHARS_MAX = 254;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\p{Z}\\p{C}\ufffd@<>()\\[\\]{},;:\\\\\"]{1,64}@(?:[\\p{L}\\p{N}_-]{1,63}\\.)+[\\p{L}\\p{N}-]{2,63}");

  private EmailText() {}

  /** The address in lower case, without the white space around it. */
  static Optional<String> find(String text) {
    String address = text.strip();
    return address.length() <= CHARS_MAX && ADDRESS.matcher(address).matches()
        ? Optional.of(address.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
