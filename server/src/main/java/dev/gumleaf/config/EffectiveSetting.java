package dev.gumleaf.config;

/** A setting with the value that counts and where it came from. */
public record EffectiveSetting(Setting<?> setting, String text, Origin origin) {

  /** The value as it may be printed. */
  public String shown() {
    return setting.show(text);
  }

  /** Never the raw text, which may be a secret. */
  @Override
  public String toString() {
    return setting.key() + " = " + shown() + " (" + origin + ")";
  }
}
