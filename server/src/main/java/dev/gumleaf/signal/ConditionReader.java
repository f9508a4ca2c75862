package dev.gumleaf.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.condition.Comparison;
import dev.gumleaf.condition.ComparisonReader;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.condition.ConditionLimits;
import java.util.ArrayList;
import java.util.List;

/** Reads the conditions of one rule. */
final class ConditionReader {
  private static final String KINDS = "has one of all, any, not and field";

  private int comparisons;

  private ConditionReader() {}

  /**
   * Reads a condition.
   *
   * @param place in the rule, for messages
   * @throws ConditionException if it is none
   */
  static Condition read(JsonNode node, String place) {
    return new ConditionReader().condition(node, place, 1);
  }

  private Condition condition(JsonNode node, String place, int depth) {
    if (!node.isObject()) {
      throw new ConditionException(place, "is an object");
    }
    if (depth > ConditionLimits.DEPTH_MAX) {
      throw new ConditionException(
          place, "is deeper than " + ConditionLimits.DEPTH_MAX + " levels");
    }
    if (node.has("field")) {
      return field(node, place);
    }
    if (node.size() != 1) {
      throw new ConditionException(place, KINDS);
    }
    String word = node.fieldNames().next();
    JsonNode inside = node.get(word);
    String there = place + "." + word;
    return switch (word) {
      case "all" -> new Condition.All(parts(inside, there, depth));
      case "any" -> new Condition.Any(some(parts(inside, there, depth), there));
      case "not" -> new Condition.Not(condition(inside, there, depth + 1));
      default -> throw new ConditionException(place, KINDS);
    };
  }

  private List<Condition> parts(JsonNode node, String place, int depth) {
    if (!node.isArray()) {
      throw new ConditionException(place, "is an array of conditions");
    }
    List<Condition> parts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      parts.add(condition(node.get(i), "%s[%d]".formatted(place, i), depth + 1));
    }
    return parts;
  }

  private static List<Condition> some(List<Condition> parts, String place) {
    if (parts.isEmpty()) {
      throw new ConditionException(place, "is empty, so that nothing could be meant");
    }
    return parts;
  }

  private Condition field(JsonNode node, String place) {
    comparisons++;
    if (comparisons > ConditionLimits.COMPARISONS_MAX) {
      throw new ConditionException(
          place,
          "is one comparison more than the "
              + ConditionLimits.COMPARISONS_MAX
              + " that a rule may have");
    }
    String name = ComparisonReader.text(node.get("field"), place + ".field");
    return new Condition.Field(name, test(node, place));
  }

  /** Reads a test of a value: an object with one comparison. */
  static ValueTest test(JsonNode node, String place) {
    Comparison comparison = ComparisonReader.read(node, place);
    if (comparison.looksBack()) {
      throw new ConditionException(place, "looks back from a today, which only audiences do");
    }
    return new ValueTest(comparison);
  }
}
