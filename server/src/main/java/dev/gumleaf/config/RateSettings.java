package dev.gumleaf.config;

import java.time.Duration;
import java.util.List;

/** How many ingest requests are taken, for each public key and for each client address. */
public record RateSettings(Bucket key, Bucket address) {

  /**
   * One token bucket.
   *
   * @param requests tokens that flow in over a window, and the most that gather; 0 for no limit
   */
  public record Bucket(int requests, Duration window) {}

  static final Setting<Integer> KEY_REQUESTS =
      new Setting<>(
          "rate.key.requests",
          SettingType.integer("a number of requests", 0, 100_000_000),
          "0",
          "Ingest requests of one public key in a window; 0 for no limit. Over it the answer is"
              + " 429.");

  static final Setting<Duration> KEY_WINDOW =
      new Setting<>(
          "rate.key.window",
          SettingType.DURATION_POSITIVE,
          "1s",
          "The window of rate.key.requests.");

  static final Setting<Integer> ADDRESS_REQUESTS =
      new Setting<>(
          "rate.address.requests",
          SettingType.integer("a number of requests", 0, 100_000_000),
          "0",
          "Ingest requests of one client address (an IPv6 /64 counts as one) in a window; 0 for no"
              + " limit. Over it the answer is 429.");

  static final Setting<Duration> ADDRESS_WINDOW =
      new Setting<>(
          "rate.address.window",
          SettingType.DURATION_POSITIVE,
          "1s",
          "The window of rate.address.requests.");

  static final List<Setting<?>> TABLE =
      List.of(KEY_REQUESTS, KEY_WINDOW, ADDRESS_REQUESTS, ADDRESS_WINDOW);

  static RateSettings of(Values values) {
    return new RateSettings(
        new Bucket(values.of(KEY_REQUESTS), values.of(KEY_WINDOW)),
        new Bucket(values.of(ADDRESS_REQUESTS), values.of(ADDRESS_WINDOW)));
  }
}
