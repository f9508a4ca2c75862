package dev.gumleaf.config;

import java.time.Duration;
import java.util.List;

/** How the program as a whole logs and stops. */
public record ProgramSettings(LogFormat logFormat, Duration stopTimeout) {
  static final Setting<LogFormat> LOG_FORMAT =
      new Setting<>(
          "log.format",
          SettingType.choice(LogFormat.class),
          "json",
          "How a line of the log looks: one JSON object, or text for people.");

  static final Setting<Duration> STOP_TIMEOUT =
      new Setting<>(
          "stop.timeout",
          SettingType.DURATION_POSITIVE,
          "8s",
          "How long a stop may take to finish accepted work before the program ends anyway. What"
              + " was acknowledged is safe in either case.");

  static final List<Setting<?>> TABLE = List.of(LOG_FORMAT, STOP_TIMEOUT);

  static ProgramSettings of(Values values) {
    return new ProgramSettings(values.of(LOG_FORMAT), values.of(STOP_TIMEOUT));
  }
}
