package dev.gumleaf.config;

import java.time.Duration;
import java.util.List;

/** How many connections may be open, and how long each may take for what. */
public record ConnectionSettings(
    int openMax,
    int openPerAddressMax,
    Duration headerTimeout,
    Duration bodyTimeout,
    DataSize bodyRateMin,
    Duration bodyGrace,
    Duration writeTimeout,
    Duration idleTimeout) {
  static final Setting<Integer> OPEN_MAX =
      new Setting<>(
          "http.connections-max",
          SettingType.integer("a number of connections", 0, 1_000_000),
          "10000",
          "Connections open at once; 0 for no limit. One more is closed at once, so that clients"
              + " cannot use up memory and file descriptors. The process needs as many file"
              + " descriptors.");

  static final Setting<Integer> OPEN_PER_ADDRESS_MAX =
      new Setting<>(
          "http.connections-per-address-max",
          SettingType.integer("a number of connections", 0, 1_000_000),
          "1000",
          "Connections that one client address (an IPv6 /64 counts as one) has open at once; 0 for"
              + " no limit. One more is closed at once, so that one client cannot take the places"
              + " of all. Trusted proxies are not counted: they stand for many clients.");

  static final Setting<Duration> HEADER_TIMEOUT =
      new Setting<>(
          "http.header-timeout",
          SettingType.DURATION_POSITIVE,
          "10s",
          "How long a client may take to send the headers of a request, however it spreads them.");

  static final Setting<Duration> BODY_TIMEOUT =
      new Setting<>(
          "http.body-timeout",
          SettingType.DURATION_POSITIVE,
          "20s",
          "How long a client may take to send the body of a request, however it spreads it. Then"
              + " the answer is 408.");

  static final Setting<DataSize> BODY_RATE_MIN =
      new Setting<>(
          "http.body-rate-min",
          SettingType.size("0B", "16MiB"),
          "1KiB",
          "Bytes a second that a body must come at, on average; 0B for any rate. A slower one is"
              + " answered with 408, so that dribbling costs a client more than the server.");

  static final Setting<Duration> BODY_GRACE =
      new Setting<>(
          "http.body-grace",
          SettingType.DURATION_POSITIVE,
          "5s",
          "How long http.body-rate-min does not count, for clients that start slowly.");

  static final Setting<Duration> WRITE_TIMEOUT =
      new Setting<>(
          "http.write-timeout",
          SettingType.DURATION_POSITIVE,
          "30s",
          "How long a client may take to read a reply. Then the connection is closed, because the"
              + " reply is in memory.");

  static final Setting<Duration> IDLE_TIMEOUT =
      new Setting<>(
          "http.idle-timeout",
          SettingType.DURATION_POSITIVE,
          "75s",
          "A connection on which nothing happens for this long is closed. A proxy in front should"
              + " close earlier.");

  static final List<Setting<?>> TABLE =
      List.of(
          OPEN_MAX,
          OPEN_PER_ADDRESS_MAX,
          HEADER_TIMEOUT,
          BODY_TIMEOUT,
          BODY_RATE_MIN,
          BODY_GRACE,
          WRITE_TIMEOUT,
          IDLE_TIMEOUT);

  static ConnectionSettings of(Values values) {
    return new ConnectionSettings(
        values.of(OPEN_MAX),
        values.of(OPEN_PER_ADDRESS_MAX),
        values.of(HEADER_TIMEOUT),
        values.of(BODY_TIMEOUT),
        values.of(BODY_RATE_MIN),
        values.of(BODY_GRACE),
        values.of(WRITE_TIMEOUT),
        values.of(IDLE_TIMEOUT));
  }
}
