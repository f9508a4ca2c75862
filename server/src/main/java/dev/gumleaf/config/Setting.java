package dev.gumleaf.config;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * One line of the table of settings.
 *
 * @param key its name in a file, such as {@code journal.queue-max}
 * @param defaultText its value when no source has one, written as in a file; empty for none
 * @param description what it does and why one would change it, as sentences
 */
public record Setting<T>(
    String key, SettingType<T> type, String defaultText, String description, Secrecy secrecy) {
  private static final String ENVIRONMENT_PREFIX = "GUMLEAF_";

  /** How much of a value may be shown. */
  public enum Secrecy {
    OPEN,
    /** A URL with a password in it, which alone is hidden. */
    PASSWORD_INSIDE,
    SECRET
  }

  public Setting {
    requireNonNull(type, "type");
    requireNonNull(defaultText, "defaultText");
    requireNonNull(description, "description");
    requireNonNull(secrecy, "secrecy");
    if (!key.matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*")) {
      throw new IllegalArgumentException("a key has words in lower case: " + key);
    }
  }

  Setting(String key, SettingType<T> type, String defaultText, String description) {
    this(key, type, defaultText, description, Secrecy.OPEN);
  }

  Setting<T> hidden(Secrecy much) {
    return new Setting<>(key, type, defaultText, description, much);
  }

  /** Its name as an environment variable, such as {@code GUMLEAF_JOURNAL_QUEUE_MAX}. */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Its name on the command line, such as {@code --journal-queue-max}. */
  public String flag() {
    return "--" + key.replace('.', '-');
  }

  /** A value as it may be printed. */
  public String show(String value) {
    return switch (secrecy) {
      case OPEN -> value;
      case PASSWORD_INSIDE ->
          value
              .replaceFirst("(://[^:/@?]*:).*@", "$1***@")
              .replaceAll("(?i)([?&][^=&]*password[^=&]*=)[^&]*", "$1***");
      case SECRET -> value.isEmpty() ? "" : "***";
    };
  }

  /** A value that could not be read, as it may be printed: a secret may be anywhere in it. */
  String showBroken(String value) {
    return secrecy == Secrecy.OPEN ? "'" + value + "'" : "***";
  }
}
