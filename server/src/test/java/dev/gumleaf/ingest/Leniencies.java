package dev.gumleaf.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The points in which the reader is deliberately more lenient than the schema, as changes to a body
 * that make the schema see what the reader sees. Counts how often each was needed.
 */
final class Leniencies {
  static final String NULL_IS_ABSENT = "null is absent";
  static final String WELL_KNOWN_TRAIT = "well-known trait of another type";

  private static final List<String> OF_BODY =
      List.of("domain", "account_id", "group_id", "identifies", "events");

  private static final Map<String, Predicate<JsonNode>> TRAITS =
      Map.of(
          "group_id", JsonNode::isTextual,
          "billing_plan", JsonNode::isTextual,
          "vip", JsonNode::isBoolean,
          "headcount", Leniencies::isWhole);

  private final Map<String, Integer> counts = new TreeMap<>();

  Map<String, Integer> counts() {
    return counts;
  }

  ObjectNode apply(ObjectNode body) {
    ObjectNode lenient = body.deepCopy();
    removeNulls(lenient, OF_BODY);
    for (JsonNode entry : lenient.path("identifies")) {
      removeNulls(entry, List.of("message_id", "sent_at", "traits"));
      renameMistyped(entry.path("traits"));
    }
    for (JsonNode entry : lenient.path("events")) {
      removeNulls(entry, List.of("message_id", "sent_at", "properties"));
    }
    return lenient;
  }

  private void removeNulls(JsonNode node, List<String> names) {
    for (String name : names) {
      if (node instanceof ObjectNode object && object.path(name).isNull()) {
        object.remove(name);
        counts.merge(NULL_IS_ABSENT, 1, Integer::sum);
      }
    }
  }

  private void renameMistyped(JsonNode node) {
    if (node instanceof ObjectNode traits) {
      TRAITS.forEach((name, fits) -> {
        JsonNode value = traits.path(name);
        if (!value.isMissingNode() && !fits.test(value)) {
          // Under another name it keeps only the limits that hold for all traits.
          traits.set("other " + name, traits.remove(name));
          counts.merge(WELL_KNOWN_TRAIT, 1, Integer::sum);
        }
      });
    }
  }

  private static boolean isWhole(JsonNode node) {
    return node.isNumber() && node.decimalValue().stripTrailingZeros().scale() <= 0;
  }
}
