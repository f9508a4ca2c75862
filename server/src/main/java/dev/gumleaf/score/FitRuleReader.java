package dev.gumleaf.score;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.model.TraitName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads rules of fit as they are written in JSON. Strict: what is unknown is refused, so that a
 * typing error does not make a rule that asks for something else.
 */
public final class FitRuleReader {
  /** Words of one rule. */
  static final int WORDS_MAX = 200;

  /** Characters of a name or word. */
  static final int TEXT_MAX = 200;

  private static final Set<String> CONDITION =
      Set.of("is", "any_of", "at_least", "less_than", "is_set");

  private FitRuleReader() {}

  /**
   * Reads all rules of a model.
   *
   * @param where what they are called, for messages
   * @throws FitRuleException if one is none, or all together cannot tell companies apart
   */
  public static List<FitRule> read(JsonNode rules, String where) {
    if (!rules.isArray() || rules.isEmpty() || rules.size() > FitModel.RULES_MAX) {
      throw new FitRuleException(where, "is a list of 1 to " + FitModel.RULES_MAX + " rules");
    }
    List<FitRule> read = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      read.add(rule(rules.get(i), "%s[%d]".formatted(where, i)));
    }
    if (read.stream().allMatch(rule -> rule.points() == 0)) {
      throw new FitRuleException(where, "needs points other than 0 somewhere");
    }
    return List.copyOf(read);
  }

  private static FitRule rule(JsonNode rule, String where) {
    requireObject(rule, where);
    Set<String> members = new LinkedHashSet<>(CONDITION);
    members.addAll(List.of("criterion", "attribute", "points"));
    allow(rule, where, members);
    String attribute = attribute(rule, where);
    String criterion = rule.has("criterion") ? text(rule, "criterion", where) : attribute;
    double points = number(rule, "points", where);
    try {
      return new FitRule(criterion, attribute, when(rule, where), points);
    } catch (IllegalArgumentException e) {
      throw new FitRuleException(where + ":", String.valueOf(e.getMessage()));
    }
  }

  /** What is asked of one attribute, without points. */
  public record Asked(String attribute, FitCondition condition) {}

  /**
   * Reads what is asked of one attribute.
   *
   * @param also further members that somebody else reads
   * @throws FitRuleException if it is nothing of that kind
   */
  public static Asked asked(JsonNode node, String where, Set<String> also) {
    requireObject(node, where);
    Set<String> members = new LinkedHashSet<>(CONDITION);
    members.add("attribute");
    members.addAll(also);
    allow(node, where, members);
    return new Asked(attribute(node, where), when(node, where));
  }

  private static String attribute(JsonNode node, String where) {
    return TraitName.of(text(node, "attribute", where)).value();
  }

  private static FitCondition when(JsonNode node, String where) {
    boolean isRange = node.has("at_least") || node.has("less_than");
    long kinds = Stream.of("is", "any_of", "is_set").filter(node::has).count() + (isRange ? 1 : 0);
    if (kinds != 1) {
      throw new FitRuleException(
          where, "asks for one of is, any_of, is_set, or a range by at_least and less_than");
    }
    if (node.has("is")) {
      return new FitCondition.OneOf(Set.of(word(node.get("is"), where + ".is")));
    }
    if (node.has("any_of")) {
      return new FitCondition.OneOf(words(node.get("any_of"), where + ".any_of"));
    }
    if (node.has("is_set")) {
      if (!node.get("is_set").isBoolean() || !node.get("is_set").booleanValue()) {
        throw new FitRuleException(where + ".is_set", "is true");
      }
      return new FitCondition.Known();
    }
    double from = node.has("at_least") ? number(node, "at_least", where) : Double.NEGATIVE_INFINITY;
    double below =
        node.has("less_than") ? number(node, "less_than", where) : Double.POSITIVE_INFINITY;
    if (!(from < below)) {
      throw new FitRuleException(where, "holds for no number: at_least is below less_than");
    }
    return new FitCondition.Between(from, below);
  }

  private static Set<String> words(JsonNode node, String where) {
    if (!node.isArray() || node.isEmpty() || node.size() > WORDS_MAX) {
      throw new FitRuleException(where, "is a list of 1 to " + WORDS_MAX + " values");
    }
    Set<String> words = new LinkedHashSet<>();
    node.forEach(each -> words.add(word(each, where)));
    return words;
  }

  private static String word(JsonNode node, String where) {
    if (node.isNumber()) {
      return Firmographic.plain(node.doubleValue());
    }
    if (!node.isTextual() && !node.isBoolean()) {
      throw new FitRuleException(where, "is a text, a number, true or false");
    }
    return limited(node.asText().strip(), where);
  }

  private static String text(JsonNode node, String name, String where) {
    JsonNode value = node.get(name);
    if (value == null || !value.isTextual()) {
      throw new FitRuleException(where + "." + name, "is a text that is not empty");
    }
    return limited(value.textValue().strip(), where + "." + name);
  }

  private static String limited(String text, String where) {
    if (text.isEmpty() || text.length() > TEXT_MAX || text.indexOf('\0') >= 0) {
      throw new FitRuleException(where, "has 1 to " + TEXT_MAX + " characters and no NUL");
    }
    return text;
  }

  private static double number(JsonNode node, String name, String where) {
    JsonNode value = node.get(name);
    if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new FitRuleException(where + "." + name, "is a number");
    }
    return value.doubleValue();
  }

  private static void requireObject(JsonNode node, String where) {
    if (!node.isObject()) {
      throw new FitRuleException(where, "is an object");
    }
  }

  private static void allow(JsonNode node, String where, Set<String> members) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!members.contains(name)) {
            throw new FitRuleException(where, "has no member " + name);
          }
        });
  }
}
