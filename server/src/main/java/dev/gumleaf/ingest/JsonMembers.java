package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Takes JSON objects apart and puts them together, whole members at a time. */
final class JsonMembers {
  private JsonMembers() {}

  /** Puts an object together. */
  static final class Writer {
    private final StringBuilder out = new StringBuilder("{");

    /** Adds a member with the value at the parser, and leaves the parser at the value's end. */
    void add(String name, JsonParser value) throws IOException {
      startMember(name);
      CanonicalJson.append(out, value);
    }

    /** Adds a member with a text. */
    void add(String name, String text) {
      startMember(name);
      JsonText.appendQuoted(out, text);
    }

    private void startMember(String name) {
      if (out.length() > 1) {
        out.append(',');
      }
      JsonText.appendQuoted(out, name);
      out.append(':');
    }

    RawJson object() {
      byte[] bytes = (out + "}").getBytes(UTF_8);
      return new RawJson(bytes, 0, bytes.length);
    }
  }

  static boolean isEmpty(RawJson object) {
    try (JsonParser parser = JsonInput.open(object)) {
      parser.nextToken();
      return parser.nextToken() == JsonToken.END_OBJECT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The members of both objects; where both have one, the upper's. */
  static RawJson over(RawJson lower, RawJson upper) {
    Set<String> names = new HashSet<>();
    Writer out = new Writer();
    copy(upper, names::add, out);
    copy(lower, name -> !names.contains(name), out);
    return out.object();
  }

  private static void copy(RawJson object, Predicate<String> isWanted, Writer out) {
    try (JsonParser parser = JsonInput.open(object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (isWanted.test(name)) {
          out.add(name, parser);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("only objects of a body that was read have members", e);
    }
  }
}
