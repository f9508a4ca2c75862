package dev.gumleaf.condition;

import dev.gumleaf.condition.Condition.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words that compare. Words and not signs, because a workspace file is YAML, in which a member
 * cannot begin with {@code >} unless it is quoted.
 */
public enum Operator {
  IS("a value", "it is equal"),
  IS_NOT("a value", "`is` does not"),
  ANY_OF("values", "it is equal to one of them"),
  NONE_OF("values", "`any_of` does not"),
  CONTAINS("a text, or several", "one of them is somewhere in it"),
  DOES_NOT_CONTAIN("a text, or several", "`contains` does not"),
  STARTS_WITH("a text, or several", "it begins with one of them"),
  DOES_NOT_START_WITH("a text, or several", "`starts_with` does not"),
  ENDS_WITH("a text, or several", "it ends with one of them"),
  DOES_NOT_END_WITH("a text, or several", "`ends_with` does not"),
  MATCHES("a pattern, or several", "it is one of them as a whole; `*` stands for any text"),
  DOES_NOT_MATCH("a pattern, or several", "`matches` does not"),
  IS_SET("`true` or `false`", "there is a value, or none"),
  LESS_THAN("a number or a day", "it is less, or earlier"),
  AT_MOST("a number or a day", "it is not greater, or not later"),
  AT_LEAST("a number or a day", "it is not less, or not earlier"),
  GREATER_THAN("a number or a day", "it is greater, or later"),
  BETWEEN("two numbers or two days", "it is one of them or lies between"),
  IN_LAST_DAYS("a number of days", "it lies in the last so many times 24 hours"),
  NOT_IN_LAST_DAYS("a number of days", "`in_last_days` does not");

  /** What else people write, with the word that is meant. */
  private static final Map<String, Operator> OTHER_SPELLINGS =
      Map.ofEntries(
          Map.entry("=", IS),
          Map.entry("==", IS),
          Map.entry("equals", IS),
          Map.entry("!=", IS_NOT),
          Map.entry("in", ANY_OF),
          Map.entry("not_in", NONE_OF),
          Map.entry("<", LESS_THAN),
          Map.entry("<=", AT_MOST),
          Map.entry(">=", AT_LEAST),
          Map.entry(">", GREATER_THAN));

  private final String value;
  private final String meaning;

  Operator(String value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  /** What it compares with, in the words of the reference page. */
  public String value() {
    return value;
  }

  /** When it holds, in the words of the reference page. */
  public String meaning() {
    return meaning;
  }

  /** The word in conditions. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Operator> find(String word) {
    return Arrays.stream(values()).filter(operator -> operator.word().equals(word)).findFirst();
  }

  /** The word that somebody means who writes another. */
  static Optional<Operator> guess(String word) {
    return Optional.ofNullable(OTHER_SPELLINGS.get(word));
  }

  /** The one word for a comparison. */
  static Operator of(Comparison comparison) {
    boolean not = comparison.negated();
    return switch (comparison.condition()) {
      case Condition.Is(List<Condition.Scalar> values) when values.size() == 1 -> not ? IS_NOT : IS;
      case Condition.Is several -> not ? NONE_OF : ANY_OF;
      case Condition.Matches matches -> of(matches.part(), not);
      case Condition.IsSet set -> IS_SET;
      case Condition.Order order ->
          switch (order.relation()) {
            case LESS -> LESS_THAN;
            case AT_MOST -> AT_MOST;
            case AT_LEAST -> AT_LEAST;
            case GREATER -> GREATER_THAN;
          };
      case Condition.Between between -> BETWEEN;
      case Condition.InLastDays days -> not ? NOT_IN_LAST_DAYS : IN_LAST_DAYS;
    };
  }

  private static Operator of(Part part, boolean not) {
    return switch (part) {
      case ANYWHERE -> not ? DOES_NOT_CONTAIN : CONTAINS;
      case START -> not ? DOES_NOT_START_WITH : STARTS_WITH;
      case END -> not ? DOES_NOT_END_WITH : ENDS_WITH;
      case WHOLE -> not ? DOES_NOT_MATCH : MATCHES;
    };
  }
}
