package dev.gumleaf.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The effective text of every setting, all of them known to parse. */
final class Values {
  private final Map<String, String> textByKey;

  Values(List<EffectiveSetting> listing) {
    this.textByKey =
        listing.stream()
            .collect(Collectors.toUnmodifiableMap(e -> e.setting().key(), EffectiveSetting::text));
  }

  <T> T of(Setting<T> setting) {
    String text = textByKey.get(setting.key());
    if (text == null) {
      throw new IllegalStateException(setting.key() + " is missing in the table of settings");
    }
    return setting.type().parser().apply(text);
  }
}
