package dev.gumleaf.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.condition.ComparisonReader;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.model.TraitName;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads rules as they are written in JSON. Strict: what is unknown is refused, so that a typing
 * error does not make a rule that holds for everything.
 */
public final class RuleReader {
  private static final String RULE = "rule";

  /** Longest time that a rule can ask for: all of a long month. */
  private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(31L * 24 * 60 * 60);

  private static final int MILLIS = 1_000;
  private static final int MINUTE_MILLIS = 60 * MILLIS;

  private RuleReader() {}

  /**
   * Reads a rule.
   *
   * @throws RuleException if it is none
   */
  public static SignalRule read(JsonNode rule) {
    try {
      return rule(rule);
    } catch (ConditionException e) {
      throw new RuleException(e);
    }
  }

  private static SignalRule rule(JsonNode rule) {
    if (!rule.isObject()) {
      throw new ConditionException(RULE, "is an object");
    }
    return switch (text(rule, "kind")) {
      case "page_view" -> {
        allow(rule, "when", "active_seconds");
        yield new SignalRule.PageView(when(rule), time(rule, "active_seconds", MILLIS, false));
      }
      case "form" -> {
        allow(rule, "when", "work_email");
        yield new SignalRule.Form(when(rule), flag(rule, "work_email"));
      }
      case "event" -> {
        allow(rule, "event", "when");
        yield new SignalRule.Event(text(rule, "event"), when(rule));
      }
      case "session_time" -> {
        allow(rule, "active_minutes");
        yield new SignalRule.SessionTime(time(rule, "active_minutes", MINUTE_MILLIS, true));
      }
      case "visitor_trait" -> {
        allow(rule, "trait", "change");
        yield new SignalRule.VisitorTrait(trait(rule), change(rule));
      }
      case "account_trait" -> {
        allow(rule, "trait", "percent_of", "change", "groups");
        TraitName whole = rule.has("percent_of") ? TraitName.of(text(rule, "percent_of")) : null;
        yield new SignalRule.AccountTrait(trait(rule), whole, change(rule), flag(rule, "groups"));
      }
      default ->
          throw new ConditionException(
              RULE + ".kind",
              "is page_view, form, event, session_time, visitor_trait or account_trait");
    };
  }

  private static void allow(JsonNode rule, String... members) {
    Set<String> known = new HashSet<>(Arrays.asList(members));
    known.add("kind");
    rule.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw new ConditionException(RULE, "has no member " + name);
          }
        });
  }

  private static Condition when(JsonNode rule) {
    JsonNode when = rule.get("when");
    return when == null ? Condition.ALWAYS : ConditionReader.read(when, RULE + ".when");
  }

  private static String text(JsonNode rule, String name) {
    JsonNode value = rule.get(name);
    if (value == null || !value.isTextual() || value.textValue().isBlank()) {
      throw new ConditionException(RULE + "." + name, "is a text that is not empty");
    }
    return ComparisonReader.text(value, RULE + "." + name);
  }

  private static boolean flag(JsonNode rule, String name) {
    JsonNode value = rule.get(name);
    if (value != null && !value.isBoolean()) {
      throw new ConditionException(RULE + "." + name, "is true or false");
    }
    return value != null && value.booleanValue();
  }

  private static long time(JsonNode rule, String name, int unitMillis, boolean required) {
    JsonNode value = rule.get(name);
    if (value == null && !required) {
      return 0;
    }
    if (value == null || !value.isNumber() || value.decimalValue().signum() < 0) {
      throw new ConditionException(RULE + "." + name, "is a number that is not negative");
    }
    BigDecimal millis = value.decimalValue().multiply(BigDecimal.valueOf(unitMillis));
    if (millis.compareTo(SECONDS_MAX.multiply(BigDecimal.valueOf(MILLIS))) > 0) {
      throw new ConditionException(RULE + "." + name, "is at most a month");
    }
    if (required && millis.compareTo(BigDecimal.ONE) < 0) {
      throw new ConditionException(RULE + "." + name, "is more than 0");
    }
    return millis.longValue();
  }

  private static TraitName trait(JsonNode rule) {
    return TraitName.of(text(rule, "trait"));
  }

  private static TraitChange change(JsonNode rule) {
    String where = RULE + ".change";
    JsonNode change = rule.get("change");
    if (change == null || !change.isObject() || change.size() != 1) {
      throw new ConditionException(where, "is an object with becomes, changes or increases_by");
    }
    String kind = change.fieldNames().next();
    JsonNode value = change.get(kind);
    return switch (kind) {
      case "becomes" -> new TraitChange.Becomes(ConditionReader.test(value, where + ".becomes"));
      case "changes" -> {
        if (!value.isBoolean() || !value.booleanValue()) {
          throw new ConditionException(where + ".changes", "is true");
        }
        yield new TraitChange.Changes();
      }
      case "increases_by" -> {
        if (!value.isNumber()
            || !Decimals.isPlain(value.decimalValue())
            || value.decimalValue().signum() <= 0) {
          throw new ConditionException(where + ".increases_by", "is a number of more than 0");
        }
        yield new TraitChange.Increases(value.decimalValue());
      }
      default -> throw new ConditionException(where, "has no member " + kind);
    };
  }
}
