package dev.gumleaf.score;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeSet;

/** Rules of fit as JSON, which {@link FitRuleReader} reads. */
public final class FitRuleText {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Below this, a double holds every whole number. */
  private static final double WHOLE_MAX = 1L << 53;

  private FitRuleText() {}

  /** A list of rules. */
  public static String of(Collection<FitRule> rules) {
    ArrayNode list = JSON.arrayNode();
    for (FitRule rule : rules) {
      ObjectNode written = list.addObject();
      written.put("criterion", rule.criterion());
      append(written, rule.attribute(), rule.condition());
      number(written, "points", rule.points());
    }
    return list.toString();
  }

  /** What a bucket asks of its attribute. */
  public static String of(FitBucket bucket) {
    ObjectNode written = JSON.objectNode();
    append(written, bucket.attribute(), bucket.condition());
    return written.toString();
  }

  private static void append(ObjectNode written, String attribute, FitCondition condition) {
    written.put("attribute", attribute);
    switch (condition) {
      case FitCondition.OneOf one -> {
        if (one.words().size() == 1) {
          written.put("is", one.words().iterator().next());
        } else {
          ArrayNode words = written.putArray("any_of");
          new TreeSet<>(one.words()).forEach(words::add);
        }
      }
      case FitCondition.Between range -> {
        if (!Double.isInfinite(range.from())) {
          number(written, "at_least", range.from());
        }
        if (!Double.isInfinite(range.below())) {
          number(written, "less_than", range.below());
        }
      }
      case FitCondition.Known ignored -> written.put("is_set", true);
    }
  }

  private static void number(ObjectNode written, String name, double value) {
    if (StrictMath.rint(value) == value && Math.abs(value) < WHOLE_MAX) {
      written.put(name, (long) value);
    } else {
      written.put(name, value);
    }
  }
}
