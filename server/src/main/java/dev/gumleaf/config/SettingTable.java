package dev.gumleaf.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting there is, in the order they are shown. */
public final class SettingTable {
  public static final List<Setting<?>> ALL =
      Stream.of(
              List.of(HttpSettings.HOST, HttpSettings.PORT),
              StoreSettings.TABLE,
              KeySettings.TABLE,
              ProgramSettings.TABLE,
              HttpSettings.TABLE,
              ConnectionSettings.TABLE,
              RateSettings.TABLE,
              IngestSettings.TABLE,
              IdentitySettings.TABLE,
              ProfileSettings.TABLE,
              JournalSettings.TABLE,
              PipelineSettings.TABLE,
              RetentionSettings.TABLE,
              StreamSettings.TABLE,
              AddressSettings.TABLE)
          .<Setting<?>>flatMap(Collection::stream)
          .distinct()
          .toList();

  private SettingTable() {}

  static Optional<Setting<?>> findByKey(String key) {
    return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
  }

  static Optional<Setting<?>> findByEnvironmentName(String name) {
    return ALL.stream().filter(setting -> setting.environmentName().equals(name)).findFirst();
  }

  static List<String> keys() {
    return ALL.stream().map(Setting::key).toList();
  }

  static List<String> environmentNames() {
    return ALL.stream().map(Setting::environmentName).toList();
  }
}
