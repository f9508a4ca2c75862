package dev.gumleaf.benchmarks;

import java.util.HashMap;
import java.util.Map;

/** Command line options of the form {@code --name value}. */
record Options(Map<String, String> values) {
  Options {
    values = Map.copyOf(values);
  }

  static Options parse(String... args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("options come in pairs: --name value");
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--")) {
        throw new IllegalArgumentException("not an option: " + args[i]);
      }
      values.put(args[i].substring(2), args[i + 1]);
    }
    return new Options(values);
  }

  String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  int number(String name, int fallback) {
    return Integer.parseInt(text(name, Integer.toString(fallback)));
  }

  double decimal(String name, double fallback) {
    return Double.parseDouble(text(name, Double.toString(fallback)));
  }
}
