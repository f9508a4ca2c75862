package dev.gumleaf.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.digest.DigestBuilder;
import dev.gumleaf.digest.KeyPath;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts traits and properties into a digest, each value of an array or object on its own. */
final class DigestValues {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private DigestValues() {}

  /**
   * Adds a trait under each spelling that a reader may ask for. {@code foundedYear} and {@code
   * founded_year} are one trait, but two keys, whichever of them was sent.
   */
  static void addTrait(DigestBuilder digest, KeyPath root, Trait trait) {
    String name = trait.name().value();
    Set<String> spellings =
        new LinkedHashSet<>(List.of(trait.spelling(), name, name.replace("_", "")));
    for (String spelling : spellings) {
      add(digest, root.member(spelling), trait.value());
    }
  }

  /** Adds the members of a JSON object, such as the properties of an event. */
  static void addMembers(DigestBuilder digest, KeyPath root, String object) {
    add(digest, root, new TraitValue.Composite(object));
  }

  private static void add(DigestBuilder digest, KeyPath path, TraitValue value) {
    switch (value) {
      case TraitValue.Text(String text) -> digest.addText(path, text);
      case TraitValue.Numeric(String literal) -> digest.addNumber(path, literal);
      case TraitValue.Flag(boolean flag) -> digest.addFlag(path, flag);
      case TraitValue.Composite(String json) -> addLeaves(digest, path, json);
      case TraitValue.Deleted() -> {}
    }
  }

  private static void addLeaves(DigestBuilder digest, KeyPath root, String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      addLeaves(digest, root, parser);
    } catch (IOException e) {
      throw new UncheckedIOException("the store holds only valid JSON", e);
    }
  }

  private static void addLeaves(DigestBuilder digest, KeyPath root, JsonParser parser)
      throws IOException {
    Deque<KeyPath> open = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT, START_ARRAY ->
            open.push(open.isEmpty() ? root : place(open.element(), parser));
        case END_OBJECT, END_ARRAY -> open.pop();
        case VALUE_STRING -> digest.addText(place(open.element(), parser), parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            digest.addNumber(place(open.element(), parser), parser.getText());
        case VALUE_TRUE, VALUE_FALSE ->
            digest.addFlag(place(open.element(), parser), token == JsonToken.VALUE_TRUE);
        case FIELD_NAME, VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {}
      }
    }
  }

  /** In an array the parser has no name for what stands there. */
  private static KeyPath place(KeyPath parent, JsonParser parser) throws IOException {
    String name = parser.currentName();
    return name == null ? parent.item() : parent.member(name);
  }
}
