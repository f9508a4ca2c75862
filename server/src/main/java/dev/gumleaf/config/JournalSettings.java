package dev.gumleaf.config;

import java.time.Duration;
import java.util.List;

/** How much the journal takes before it refuses, how much it syncs at once, what it keeps. */
public record JournalSettings(DataSize queueMax, DataSize groupMax, Duration keep) {
  static final Setting<DataSize> QUEUE_MAX =
      new Setting<>(
          "journal.queue-max",
          SettingType.size("1MiB", "1GiB"),
          "64MiB",
          "Requests in memory that wait for their sync. When it is full the answer is 503 at"
              + " once.");

  static final Setting<DataSize> GROUP_MAX =
      new Setting<>(
          "journal.group-max",
          SettingType.size("64KiB", "256MiB"),
          "4MiB",
          "Requests written with one sync. More makes the slowest answer slower.");

  static final Setting<Duration> KEEP =
      new Setting<>(
          "journal.keep",
          SettingType.DURATION_POSITIVE,
          "7d",
          "How long the journal keeps a request after it was applied to the state.");

  static final List<Setting<?>> TABLE = List.of(QUEUE_MAX, GROUP_MAX, KEEP);

  static JournalSettings of(Values values) {
    return new JournalSettings(values.of(QUEUE_MAX), values.of(GROUP_MAX), values.of(KEEP));
  }
}
