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
  /** Objects inside each other that have names; each name repeats those before it. */
  private static final int DEPTH_MAX = 6;

  /** Stands for an object itself, which is there and has no value to compare. */
  private static final TraitValue AN_OBJECT = new TraitValue.Composite("{\"\":{}}");

  private static final TraitValue AN_EMPTY_OBJECT = new TraitValue.Composite("{}");

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
      readMembers(parser, "", 1, values);
    } catch (IOException e) {
      throw new UncheckedIOException("only a body that was read can be read", e);
    }
    return values;
  }

  /** Whether there was any. */
  private static boolean readMembers(
      JsonParser parser, String prefix, int depth, Map<String, TraitValue> values)
      throws IOException {
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      found = true;
      String name = prefix + parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        values.put(name, AN_OBJECT);
        if (depth >= DEPTH_MAX) {
          parser.skipChildren();
        } else if (!readMembers(parser, name + ".", depth + 1, values)) {
          values.put(name, AN_EMPTY_OBJECT);
        }
      } else {
        values.put(name, TraitsReader.value(parser));
      }
    }
    return found;
  }
}
