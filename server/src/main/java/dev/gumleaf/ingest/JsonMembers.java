package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes JSON objects apart and puts them together, whole members at a time. */
final class JsonMembers {
  private JsonMembers() {}

  /** Says of a member whether it is wanted, by its name and what its value begins with. */
  interface Wanted {
    boolean test(String name, JsonToken value);
  }

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

    /** Adds a member with an array of texts. */
    void add(String name, List<String> texts) {
      startMember(name);
      char before = '[';
      for (String text : texts) {
        out.append(before);
        JsonText.appendQuoted(out, text);
        before = ',';
      }
      out.append(texts.isEmpty() ? "[]" : "]");
    }

    /** Adds a member with a value that was read before. */
    void add(String name, RawJson value) {
      try (JsonParser parser = JsonInput.open(value)) {
        parser.nextToken();
        add(name, parser);
      } catch (IOException e) {
        throw new UncheckedIOException("only values of a body that was read can be added", e);
      }
    }

    /** Adds the members of an object that are wanted. */
    void addAll(RawJson object, Wanted wanted) {
      try (JsonParser parser = JsonInput.open(object)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          if (wanted.test(name, parser.nextToken())) {
            add(name, parser);
          } else {
            parser.skipChildren();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("only objects of a body that was read have members", e);
      }
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
    out.addAll(upper, (name, value) -> names.add(name));
    out.addAll(lower, (name, value) -> !names.contains(name));
    return out.object();
  }

  /** The text or number that a member is; empty when it is nothing of the kind, or blank. */
  static Optional<String> findText(RawJson object, String name) {
    try (JsonParser parser = JsonInput.open(object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean sought = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        if (sought && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
          return Optional.of(PlainText.of(parser.getText()).strip()).filter(t -> !t.isEmpty());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("only objects of a body that was read have members", e);
    }
  }
}
