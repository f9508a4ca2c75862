package dev.gumleaf.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.model.TraitValue;

/** Reads a trait's value from the text in its column, which {@link TraitValue#json} wrote. */
final class StoredValue {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StoredValue() {}

  static TraitValue of(String json) {
    return switch (json.charAt(0)) {
      case '"' -> new TraitValue.Text(text(json));
      case '{', '[' -> new TraitValue.Composite(json);
      case 't', 'f' -> new TraitValue.Flag(json.equals("true"));
      case 'n' -> TraitValue.DELETED;
      default -> new TraitValue.Numeric(json);
    };
  }

  private static String text(String json) {
    try {
      return JSON.readValue(json, String.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trait's column does not hold JSON", e);
    }
  }
}
