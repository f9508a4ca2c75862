package dev.gumleaf.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the rules of a score as JSON. Strict: a member that is unknown is refused, so
 * that a typing error does not leave a standard value in force. What is left out is as in {@link
 * ScoreModel#standard}.
 */
public final class ScoreModelReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "half_life_days",
          "scale",
          "groups",
          "signals",
          "other_signals",
          "pages",
          "time",
          "repeats",
          "people");

  private ScoreModelReader() {}

  /**
   * Reads a model.
   *
   * @throws IllegalArgumentException if it is none; the message names the member
   */
  public static ScoreModel read(JsonNode json, int version) {
    allow(json, "", MEMBERS);
    ScoreModel standard = ScoreModel.standard();
    return new ScoreModel(
        version,
        json.has("half_life_days") ? halfLife(json) : standard.halfLife(),
        number(json, "scale", standard.scale()),
        json.has("groups") ? groups(json.get("groups")) : standard.groups(),
        signals(json.get("signals")),
        rule(json, "other_signals", standard.otherSignals()),
        rule(json, "pages", standard.pages()),
        rule(json, "time", standard.time()),
        number(json, "repeats", standard.repeats()),
        number(json, "people", standard.peopleFactor()));
  }

  /** Writes a model so that {@link #read} gives the same. */
  public static ObjectNode write(ScoreModel model) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("half_life_days", model.halfLife().days());
    json.put("scale", model.scale());
    var groups = json.putArray("groups");
    model
        .groups()
        .forEach(each -> groups.addObject().put("name", each.name()).put("limit", each.limit()));
    var signals = json.putArray("signals");
    new TreeMap<>(model.signals())
        .forEach((id, each) ->
            signals
                .addObject()
                .put("signal_id", id)
                .put("group", each.group())
                .put("points", each.points()));
    put(json, "other_signals", model.otherSignals());
    put(json, "pages", model.pages());
    put(json, "time", model.time());
    json.put("repeats", model.repeats());
    json.put("people", model.peopleFactor());
    return json;
  }

  private static void put(ObjectNode json, String name, ScoreRule rule) {
    json.putObject(name).put("group", rule.group()).put("points", rule.points());
  }

  private static void allow(JsonNode json, String where, Set<String> members) {
    check(
        json.isObject(),
        where.isEmpty() ? "the score's rules are an object" : where + " is an object");
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      check(
          members.contains(name),
          "%s%s is unknown".formatted(where.isEmpty() ? "" : where + ".", name));
    }
  }

  private static HalfLife halfLife(JsonNode json) {
    JsonNode days = json.get("half_life_days");
    check(days.isNumber(), "half_life_days is 0.5, 1, 2, 7, 14 or 30");
    return HalfLives.STANDARD.stream()
        .filter(each -> each.days() == days.doubleValue())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("half_life_days is 0.5, 1, 2, 7, 14 or 30, not " + days));
  }

  private static List<ScoreGroup> groups(JsonNode json) {
    check(json.isArray(), "groups is a list");
    List<ScoreGroup> groups = new ArrayList<>();
    for (JsonNode each : json) {
      String where = "groups[%d]".formatted(groups.size());
      allow(each, where, Set.of("name", "limit"));
      groups.add(new ScoreGroup(text(each, where, "name"), number(each, where, "limit", null)));
    }
    return groups;
  }

  private static Map<Long, ScoreRule> signals(@Nullable JsonNode json) {
    Map<Long, ScoreRule> signals = new LinkedHashMap<>();
    if (json == null) {
      return signals;
    }
    check(json.isArray(), "signals is a list");
    for (JsonNode each : json) {
      String where = "signals[%d]".formatted(signals.size());
      allow(each, where, Set.of("signal_id", "group", "points"));
      JsonNode id = each.get("signal_id");
      check(
          id != null && id.isIntegralNumber() && id.canConvertToLong(),
          where + ".signal_id is the id of a signal");
      ScoreRule rule =
          new ScoreRule(
              each.has("group")
                  ? text(each, where, "group")
                  : ScoreModel.standard().otherSignals().group(),
              number(each, where, "points", null));
      check(signals.put(id.longValue(), rule) == null, where + ".signal_id is there twice");
    }
    return signals;
  }

  private static ScoreRule rule(JsonNode json, String name, ScoreRule standard) {
    JsonNode rule = json.get(name);
    if (rule == null) {
      return standard;
    }
    allow(rule, name, Set.of("group", "points"));
    return new ScoreRule(
        rule.has("group") ? text(rule, name, "group") : standard.group(),
        number(rule, name, "points", standard.points()));
  }

  private static String text(JsonNode json, String where, String name) {
    JsonNode value = json.get(name);
    check(value != null && value.isTextual(), "%s.%s is a text".formatted(where, name));
    return value.textValue();
  }

  private static double number(JsonNode json, String name, double standard) {
    return number(json, "", name, standard);
  }

  private static double number(
      JsonNode json, String where, String name, @Nullable Double standard) {
    JsonNode value = json.get(name);
    if (value == null && standard != null) {
      return standard;
    }
    check(
        value != null && value.isNumber(),
        "%s%s is a number".formatted(where.isEmpty() ? "" : where + ".", name));
    return value.doubleValue();
  }

  private static void check(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }
}
