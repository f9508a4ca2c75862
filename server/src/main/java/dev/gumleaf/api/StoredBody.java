package dev.gumleaf.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.gumleaf.model.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a stored object, as JSON text each, so that no number or text in them changes by
 * being read.
 */
final class StoredBody {
  private static final StoredBody NONE = new StoredBody(Map.of());

  /** What is stored went through the limits of bodies. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Map<String, String> members;

  private StoredBody(Map<String, String> members) {
    this.members = members;
  }

  /** The members of an object; none when it is none. */
  static StoredBody of(@Nullable String json) {
    if (json == null || !json.startsWith("{")) {
      return NONE;
    }
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(json, parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the store holds only valid JSON", e);
    }
    return new StoredBody(members);
  }

  private static String value(String json, JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
      return json.substring(start, (int) parser.currentLocation().getCharOffset());
    }
    String text = parser.getText();
    return parser.currentToken() == JsonToken.VALUE_STRING ? JsonText.quote(text) : text;
  }

  /** The text of a member; null when it has none. */
  @Nullable String text(String name) {
    String json = members.get(name);
    if (json == null || !json.startsWith("\"")) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("the store holds only valid JSON", e);
    }
  }

  StoredBody object(String name) {
    return of(members.get(name));
  }

  /** The JSON text of a member that is an object; null when it is none or empty. */
  @Nullable String json(String name) {
    String json = members.get(name);
    return json == null || !json.startsWith("{") || json.equals("{}") ? null : json;
  }
}
