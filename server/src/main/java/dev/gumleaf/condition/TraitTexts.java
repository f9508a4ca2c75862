package dev.gumleaf.condition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.TraitValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts that conditions see of a value: the value as somebody would write it, and of a list
 * each element that is no list or object itself.
 *
 * @param isSet whether there is a value that is not empty
 */
public record TraitTexts(List<String> values, boolean isSet) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final TraitTexts NONE = new TraitTexts(List.of(), false);

  public TraitTexts {
    values = List.copyOf(values);
  }

  /**
   * The texts of a value.
   *
   * @param value null when there is none
   */
  public static TraitTexts of(@Nullable TraitValue value) {
    return switch (value) {
      case null -> NONE;
      case TraitValue.Deleted deleted -> NONE;
      case TraitValue.Text(String text) -> new TraitTexts(List.of(text), !text.isEmpty());
      case TraitValue.Numeric(String literal) -> new TraitTexts(List.of(literal), true);
      case TraitValue.Flag flag -> new TraitTexts(List.of(flag.json()), true);
      case TraitValue.Composite(String json) -> new TraitTexts(elements(json), json.length() > 2);
    };
  }

  private static List<String> elements(String json) {
    List<String> elements = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return elements;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken().isStructStart()) {
          parser.skipChildren();
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
          elements.add(parser.getText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("only JSON is a composite value", e);
    }
    return elements;
  }
}
