package dev.gumleaf.preview;

import java.time.Duration;
import java.util.Objects;

/**
 * What companies are hoped to do.
 *
 * @param rule what it is, as JSON: anything that can set a signal off
 * @param window how soon it must follow
 */
public record Conversion(String rule, Duration window) {
  public Conversion {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(window, "window");
  }
}
