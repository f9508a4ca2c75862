package dev.gumleaf.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/**
 * The parameters of a compiled filter. Whatever a filter says goes in here, never into the
 * statement's text.
 */
final class FilterBinds {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Takes a value and gives the place that stands for it. */
  String add(Object value) {
    String name = "f" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  void bindTo(Query query) {
    values.forEach(query::bind);
  }
}
