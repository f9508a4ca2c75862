package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.gumleaf.model.RawJson;
import java.io.IOException;

/** Opens JSON parsers. */
final class JsonInput {
  private JsonInput() {}

  /**
   * Makes parsers for bodies. Only the length of numbers is left to the parser; the reader knows
   * the other limits by name, and which of them cost one entry instead of the body.
   */
  static JsonFactory factory(int numberDigitsMax) {
    return JsonFactory.builder()
        // Names are the customers', and the JVM's table of interned strings only grows.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNumberLength(numberDigitsMax)
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNestingDepth(Integer.MAX_VALUE)
                .build())
        .build();
  }

  private static final JsonFactory TRUSTED = factory(Integer.MAX_VALUE);

  /** A parser for a piece of a body that was read before and is known to be valid. */
  static JsonParser open(RawJson json) throws IOException {
    return TRUSTED.createParser(json.bytes(), json.from(), json.length());
  }
}
