package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.TraitValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the members of an object, and those of the objects in it under dotted names. */
public final class MemberValues {
  private MemberValues() {}

  /**
   * The values by name; of one name given twice, as {@code {"a":{"b":1},"a.b":2}} does, the last
   * stands.
   *
   * @throws UncheckedIOException if it is not a JSON object, which the reader of bodies rules out
   */
  public static Map<String, TraitValue> read(RawJson object) {
    Map<String, TraitValue> values = new HashMap<>();
    try (JsonParser parser = JsonInput.open(object)) {
      parser.nextToken();
      readMembers(parser, "", values);
    } catch (IOException e) {
      throw new UncheckedIOException("only a body that was read can be read", e);
    }
    return values;
  }

  private static void readMembers(JsonParser parser, String prefix, Map<String, TraitValue> values)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        readMembers(parser, name + ".", values);
      } else {
        values.put(name, TraitsReader.value(parser));
      }
    }
  }
}
