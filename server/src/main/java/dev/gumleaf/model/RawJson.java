package dev.gumleaf.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A piece of a request body that is one valid JSON value, not copied out of it. The array is shared
 * and must not be written to.
 */
@SuppressWarnings("ArrayRecordComponent") // a view on a body, compared by nobody
public record RawJson(byte[] bytes, int from, int to) {
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  /** The object without members: what an absent or null object means. */
  public static RawJson emptyObject() {
    return new RawJson(EMPTY_OBJECT, 0, EMPTY_OBJECT.length);
  }

  /** A text that is one valid JSON value. */
  public static RawJson of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new RawJson(bytes, 0, bytes.length);
  }

  public int length() {
    return to - from;
  }

  /** The text as it was sent, white space included. */
  public String text() {
    return new String(bytes, from, length(), UTF_8);
  }
}
