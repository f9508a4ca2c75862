package dev.gumleaf.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads firmographics from lines of JSON: an object for each company, with {@code domain} and its
 * attributes. A null takes away what was imported before.
 */
final class FirmographicJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final String DOMAIN = "domain";

  private FirmographicJson() {}

  static void read(String text, DomainReader domains, FirmographicFile.Collector lines) {
    long number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        long at = number;
        lines.add(at, () -> line(at, line, domains));
      }
    }
  }

  private static FirmographicLine line(long number, String line, DomainReader domains)
      throws FirmographicLine.Problem {
    JsonNode node = tree(line);
    if (!node.isObject()) {
      throw new FirmographicLine.Problem("it is not a JSON object");
    }
    JsonNode domain = node.path(DOMAIN);
    if (!domain.isTextual()) {
      throw new FirmographicLine.Problem("it names no domain");
    }
    Map<TraitName, TraitValue> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!member.getKey().equals(DOMAIN)) {
        TraitValue before =
            values.put(FirmographicLine.name(member.getKey()), value(member.getValue()));
        if (before != null) {
          throw new FirmographicLine.Problem("it states an attribute twice");
        }
      }
    }
    return FirmographicLine.of(number, domain.textValue(), values, domains);
  }

  private static JsonNode tree(String line) throws FirmographicLine.Problem {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new FirmographicLine.Problem("it is not valid JSON");
    }
  }

  private static TraitValue value(JsonNode value) throws FirmographicLine.Problem {
    if (value.isNull()) {
      return TraitValue.DELETED;
    }
    if (value.isTextual()) {
      return new TraitValue.Text(PlainText.of(value.textValue()));
    }
    if (value.isBoolean()) {
      return new TraitValue.Flag(value.booleanValue());
    }
    if (value.isNumber()) {
      return new TraitValue.Numeric(value.toString());
    }
    boolean isList = value.isArray();
    for (JsonNode each : value) {
      isList &= each.isValueNode() && !each.isNull();
    }
    if (!isList) {
      throw new FirmographicLine.Problem(
          "a value is a text, a number, true, false, null or a list of such");
    }
    return new TraitValue.Composite(PlainText.of(value.toString()));
  }
}
