package dev.gumleaf.config;

import java.util.List;

/**
 * Where the server listens and how large a request may be.
 *
 * @param trustedProxies addresses or networks in CIDR notation whose forwarding header is believed
 * @param eventLoops 0 for one per processor
 */
public record HttpSettings(
    String host,
    int port,
    DataSize bodyMax,
    DataSize headerMax,
    List<String> trustedProxies,
    int eventLoops) {
  static final Setting<String> HOST =
      new Setting<>(
          "host",
          SettingType.text(
              "a host name or address", host -> !host.isEmpty() && !host.contains(" ")),
          "127.0.0.1",
          "The address to listen on. 0.0.0.0 is every address of this machine.");

  static final Setting<Integer> PORT =
      new Setting<>("port", SettingType.PORT, "8080", "The port to listen on; 0 takes a free one.");

  static final Setting<DataSize> BODY_MAX =
      new Setting<>(
          "http.body-max",
          SettingType.size("1KiB", "64MiB"),
          "1MiB",
          "The largest request body, after decompression. A larger one is answered with 413.");

  static final Setting<DataSize> HEADER_MAX =
      new Setting<>(
          "http.header-max",
          SettingType.size("1KiB", "1MiB"),
          "16KiB",
          "All headers of a request together.");

  static final Setting<List<String>> TRUSTED_PROXIES =
      new Setting<>(
          "http.trusted-proxies",
          SettingType.NETWORKS,
          "",
          "Proxies in front of the server. Only their X-Forwarded-For is believed.");

  static final Setting<Integer> EVENT_LOOPS =
      new Setting<>(
          "http.event-loops",
          SettingType.integer("a number of threads", 0, 256),
          "0",
          "Threads that serve connections; 0 for one per processor.");

  static final List<Setting<?>> TABLE =
      List.of(HOST, PORT, BODY_MAX, HEADER_MAX, TRUSTED_PROXIES, EVENT_LOOPS);

  public HttpSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  static HttpSettings of(Values values) {
    return new HttpSettings(
        values.of(HOST),
        values.of(PORT),
        values.of(BODY_MAX),
        values.of(HEADER_MAX),
        values.of(TRUSTED_PROXIES),
        values.of(EVENT_LOOPS));
  }
}
