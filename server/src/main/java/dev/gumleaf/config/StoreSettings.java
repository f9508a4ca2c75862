package dev.gumleaf.config;

import dev.gumleaf.config.Setting.Secrecy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where state is kept and for how long.
 *
 * @param databaseUrl a PostgreSQL address; empty for files in the data directory
 */
public record StoreSettings(Path data, String databaseUrl, Duration fatesKeep) {
  static final Setting<Path> DATA =
      new Setting<>(
          "data",
          SettingType.PATH,
          "./data",
          "The directory that holds everything, relative to where the program was started.");

  static final Setting<String> DATABASE_URL =
      new Setting<>(
              "database-url",
              SettingType.text(
                  "postgresql://user:password@host:5432/database, or nothing",
                  url -> url.isEmpty() || url.matches("postgres(ql)?://[^/].*")),
              "",
              "A PostgreSQL database for journal and state. Without it both are SQLite files in the"
                  + " data directory.")
          .hidden(Secrecy.PASSWORD_INSIDE);

  static final Setting<Duration> FATES_KEEP =
      new Setting<>(
          "fates.keep",
          SettingType.DURATION_POSITIVE,
          "30d",
          "How long the records of duplicate, conflicting, rejected and set-aside entries are kept."
              + " Stored entries are not affected.");

  static final List<Setting<?>> TABLE = List.of(DATA, DATABASE_URL, FATES_KEEP);

  static StoreSettings of(Values values) {
    return new StoreSettings(values.of(DATA), values.of(DATABASE_URL), values.of(FATES_KEEP));
  }

  /** The PostgreSQL address, if state is not in the data directory. */
  public Optional<String> findDatabaseUrl() {
    return databaseUrl.isEmpty() ? Optional.empty() : Optional.of(databaseUrl);
  }

  @Override
  public String toString() {
    return "StoreSettings[" + data + ", " + DATABASE_URL.show(databaseUrl) + "]";
  }
}
