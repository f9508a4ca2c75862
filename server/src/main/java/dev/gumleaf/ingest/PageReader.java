package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads which page a page view was of. */
public final class PageReader {
  private PageReader() {}

  /**
   * Host and path, such as {@code www.acme.com/pricing}: what stays the same whatever the query,
   * and tells the same path on two sites apart. Empty when the page says neither.
   *
   * @throws UncheckedIOException if it is not a JSON object, which the reader of bodies rules out
   */
  public static String page(RawJson page) {
    String host = "";
    String path = "";
    try (JsonParser parser = JsonInput.open(page)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && name.equals("host")) {
          host = parser.getText();
        } else if (value == JsonToken.VALUE_STRING && name.equals("path")) {
          path = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("only a body that was read can be read", e);
    }
    return host + path;
  }
}
