package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.condition.ConditionException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names of signals and their ids. Filters are kept with ids, because names change; a document
 * has names, because ids are of one server.
 */
final class SignalNames {
  private static final String SIGNAL = "signal";

  /** Ids that stand for signals that are not made yet; no counter comes so far. */
  private static final long NOT_MADE = 1L << 52;

  private final Map<String, Long> ids = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();

  SignalNames(Map<String, Long> ids) {
    ids.forEach(this::add);
  }

  private void add(String name, long id) {
    ids.put(name, id);
    names.put(id, name);
  }

  /** The same, once some signals are made and others are gone. */
  SignalNames with(Collection<String> made, Collection<String> gone) {
    Map<String, Long> after = new HashMap<>(ids);
    gone.forEach(after::remove);
    long next = NOT_MADE;
    for (String name : made) {
      if (!after.containsKey(name)) {
        after.put(name, next++);
      }
    }
    return new SignalNames(after);
  }

  /** A filter with names in the place of ids; an id without a signal stays. */
  JsonNode named(JsonNode filter) {
    return rewritten(
        filter,
        "",
        (value, place) -> {
          String name = value.isIntegralNumber() ? names.get(value.longValue()) : null;
          return name == null ? value : JsonNodeFactory.instance.textNode(name);
        });
  }

  /**
   * A filter with ids in the place of names.
   *
   * @throws ConditionException if there is no signal with a name
   */
  JsonNode numbered(JsonNode filter) {
    return rewritten(
        filter,
        "filter",
        (value, place) -> {
          if (!value.isTextual()) {
            return value;
          }
          return JsonNodeFactory.instance.numberNode(id(value.textValue(), place));
        });
  }

  /** The name of a signal. */
  Optional<String> find(long id) {
    return Optional.ofNullable(names.get(id));
  }

  /**
   * The id of a signal.
   *
   * @param place where the name stands, for messages
   * @throws ConditionException if there is none of that name
   */
  long id(String name, String place) {
    Long id = ids.get(name);
    if (id == null) {
      throw new ConditionException(place, "names no signal: " + name);
    }
    return id;
  }

  private interface Rewriting {
    JsonNode of(JsonNode value, String place);
  }

  private static JsonNode rewritten(JsonNode node, String place, Rewriting rewriting) {
    return switch (node) {
      case ObjectNode object -> rewritten(object, place, rewriting);
      case ArrayNode array -> rewritten(array, place, rewriting);
      default -> node;
    };
  }

  private static JsonNode rewritten(ObjectNode object, String place, Rewriting rewriting) {
    ObjectNode after = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(member -> {
          String there = place + "." + member.getKey();
          after.set(
              member.getKey(),
              member.getKey().equals(SIGNAL)
                  ? rewriting.of(member.getValue(), there)
                  : rewritten(member.getValue(), there, rewriting));
        });
    return after;
  }

  private static JsonNode rewritten(ArrayNode array, String place, Rewriting rewriting) {
    ArrayNode after = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < array.size(); i++) {
      after.add(rewritten(array.get(i), place + "[" + i + "]", rewriting));
    }
    return after;
  }
}
