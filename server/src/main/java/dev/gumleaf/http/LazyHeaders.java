package dev.gumleaf.http;

import io.vertx.core.MultiMap;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request as a map; most requests are asked for one or two, so none are copied.
 */
final class LazyHeaders extends AbstractMap<String, String> {
  private final MultiMap headers;

  LazyHeaders(MultiMap headers) {
    this.headers = headers;
  }

  @Override
  public @Nullable String get(Object name) {
    return headers.get((String) name);
  }

  @Override
  public boolean containsKey(Object name) {
    return headers.contains((String) name);
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    Map<String, String> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
    return all.entrySet();
  }
}
