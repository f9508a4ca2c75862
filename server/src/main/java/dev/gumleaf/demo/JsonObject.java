package dev.gumleaf.demo;

import dev.gumleaf.model.JsonText;
import java.util.List;

/** A JSON object while it is written, its members in the order in which they are put. */
final class JsonObject {
  private final StringBuilder out = new StringBuilder("{");

  JsonObject put(String name, String text) {
    name(name);
    JsonText.appendQuoted(out, text);
    return this;
  }

  JsonObject put(String name, long number) {
    return raw(name, Long.toString(number));
  }

  JsonObject put(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  JsonObject put(String name, JsonObject object) {
    return raw(name, object.toString());
  }

  /** An array of numbers, or of texts that are JSON themselves. */
  JsonObject put(String name, List<?> values) {
    name(name);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",").append(values.get(i));
    }
    out.append(']');
    return this;
  }

  private JsonObject raw(String name, String json) {
    name(name);
    out.append(json);
    return this;
  }

  private void name(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    JsonText.appendQuoted(out, name);
    out.append(':');
  }

  @Override
  public String toString() {
    return out + "}";
  }
}
