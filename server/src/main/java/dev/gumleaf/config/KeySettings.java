package dev.gumleaf.config;

import dev.gumleaf.config.Setting.Secrecy;
import dev.gumleaf.model.PublicKey;
import java.util.List;
import java.util.Optional;

/** The keys that the first start gives the workspace; empty ones are made up and printed. */
public record KeySettings(String publicKey, String secretKey) {
  static final Setting<String> PUBLIC_KEY =
      new Setting<>(
          "public-key",
          SettingType.text(
              "1 to " + PublicKey.LENGTH_MAX + " characters without '/', not beginning with sk_",
              KeySettings::isPublicKey),
          "",
          "The public key that the first start creates, for automation. Later starts leave the"
              + " stored keys alone.");

  static final Setting<String> SECRET_KEY =
      new Setting<>(
              "secret-key",
              SettingType.text(
                  "sk_ and at least 16 letters, digits, '-' or '_'",
                  key -> key.isEmpty() || key.matches("sk_[A-Za-z0-9_-]{16,200}")),
              "",
              "The secret key that the first start creates, for automation. Later starts leave the"
                  + " stored keys alone.")
          .hidden(Secrecy.SECRET);

  static final List<Setting<?>> TABLE = List.of(PUBLIC_KEY, SECRET_KEY);

  static KeySettings of(Values values) {
    return new KeySettings(values.of(PUBLIC_KEY), values.of(SECRET_KEY));
  }

  private static boolean isPublicKey(String key) {
    return key.length() <= PublicKey.LENGTH_MAX && !key.startsWith("sk_") && key.indexOf('/') < 0;
  }

  public Optional<String> findPublicKey() {
    return publicKey.isEmpty() ? Optional.empty() : Optional.of(publicKey);
  }

  public Optional<String> findSecretKey() {
    return secretKey.isEmpty() ? Optional.empty() : Optional.of(secretKey);
  }

  @Override
  public String toString() {
    return "KeySettings[" + publicKey + ", " + SECRET_KEY.show(secretKey) + "]";
  }
}
