package dev.gumleaf.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the conditions of a rule. */
final class ConditionReader {
  /** Conditions inside each other; people understand three. */
  static final int DEPTH_MAX = 10;

  /** Members of a group, and texts to compare with; each costs time for every entry. */
  static final int PARTS_MAX = 100;

  /** Characters of a text. */
  static final int TEXT_MAX = 1_000;

  private ConditionReader() {}

  /**
   * Reads a condition.
   *
   * @param where in the rule it stands, for messages
   * @throws RuleException if it is none
   */
  static Condition read(JsonNode node, String where) {
    return read(node, where, 1);
  }

  private static Condition read(JsonNode node, String where, int depth) {
    if (depth > DEPTH_MAX) {
      throw new RuleException(where, "is more than " + DEPTH_MAX + " conditions deep");
    }
    if (!node.isObject() || node.isEmpty()) {
      throw new RuleException(where, "is an object with all, any, not or field");
    }
    if (node.has("field")) {
      return field(node, where);
    }
    String kind = node.fieldNames().next();
    if (node.size() > 1) {
      throw new RuleException(where, "has more members than " + kind);
    }
    JsonNode value = node.get(kind);
    return switch (kind) {
      case "all" -> new Condition.All(parts(value, where + ".all", depth));
      case "any" -> new Condition.Any(parts(value, where + ".any", depth));
      case "not" -> new Condition.Not(read(value, where + ".not", depth + 1));
      default -> throw new RuleException(where, "is an object with all, any, not or field");
    };
  }

  private static List<Condition> parts(JsonNode node, String where, int depth) {
    if (!node.isArray() || node.isEmpty() || node.size() > PARTS_MAX) {
      throw new RuleException(where, "is a list of 1 to " + PARTS_MAX + " conditions");
    }
    List<Condition> parts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      parts.add(read(node.get(i), "%s[%d]".formatted(where, i), depth + 1));
    }
    return parts;
  }

  private static Condition field(JsonNode node, String where) {
    JsonNode name = node.get("field");
    if (!name.isTextual() || name.textValue().isBlank()) {
      throw new RuleException(where + ".field", "is a text that is not empty");
    }
    ObjectNode rest = node.deepCopy();
    rest.remove("field");
    return new Condition.Field(limited(name.textValue(), where + ".field"), test(rest, where));
  }

  /** Reads a test of a value: an object with one operator. */
  static ValueTest test(JsonNode node, String where) {
    if (!node.isObject() || node.size() != 1) {
      throw new RuleException(where, "has one operator, such as contains, at_least or is_set");
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    String word = only.getKey();
    String place = where + "." + word;
    if (word.equals("is_set")) {
      if (!only.getValue().isBoolean()) {
        throw new RuleException(place, "is true or false");
      }
      return new ValueTest.Presence(only.getValue().booleanValue());
    }
    return TextOperator.ofWord(word)
        .<ValueTest>map(operator -> new ValueTest.Texts(operator, texts(only.getValue(), place)))
        .or(() ->
            NumberOperator.ofWord(word)
                .map(operator -> new ValueTest.Numbers(operator, number(only.getValue(), place))))
        .orElseThrow(() -> new RuleException(where, "has no operator " + word));
  }

  private static List<String> texts(JsonNode node, String where) {
    if (!node.isArray()) {
      return List.of(scalar(node, where));
    }
    if (node.isEmpty() || node.size() > PARTS_MAX) {
      throw new RuleException(where, "is a text or a list of 1 to " + PARTS_MAX + " of them");
    }
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(scalar(each, where)));
    return texts;
  }

  private static String scalar(JsonNode node, String where) {
    if (!node.isTextual() && !node.isNumber() && !node.isBoolean()) {
      throw new RuleException(where, "is a text or a list of texts");
    }
    return limited(node.asText(), where);
  }

  static BigDecimal number(JsonNode node, String where) {
    if (!node.isNumber() || !ValueTest.isPlain(node.decimalValue())) {
      throw new RuleException(where, "is a number of at most " + ValueTest.DIGITS_MAX + " digits");
    }
    return node.decimalValue();
  }

  static String limited(String text, String where) {
    if (text.length() > TEXT_MAX || text.indexOf('\0') >= 0) {
      throw new RuleException(where, "has at most " + TEXT_MAX + " characters and no NUL");
    }
    return text;
  }

  static void allow(JsonNode node, String where, Set<String> members) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!members.contains(name)) {
            throw new RuleException(where, "has no member " + name);
          }
        });
  }
}
