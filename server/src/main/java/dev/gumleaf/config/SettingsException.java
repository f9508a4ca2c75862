package dev.gumleaf.config;

import java.util.List;

/**
 * Settings that stop the start. The message says all that is wrong with them, one line each, and
 * holds no secret.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
  }
}
