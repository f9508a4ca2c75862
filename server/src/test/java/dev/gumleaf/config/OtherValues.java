package dev.gumleaf.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Confidence;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.ProfileReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value other than the default for every key, and the records they make. */
final class OtherValues {
  static final Map<String, String> BY_KEY =
      Map.ofEntries(
          Map.entry("host", "0.0.0.0"),
          Map.entry("port", "1"),
          Map.entry("data", "/srv/gumleaf"),
          Map.entry("database-url", "postgresql://u:p@db:5432/g"),
          Map.entry("fates.keep", "2h"),
          Map.entry("public-key", "pk_1"),
          Map.entry("secret-key", "sk_0123456789abcdef"),
          Map.entry("log.format", "text"),
          Map.entry("stop.timeout", "3m"),
          Map.entry("http.body-max", "4KiB"),
          Map.entry("http.header-max", "5KiB"),
          Map.entry("http.connections-max", "30"),
          Map.entry("http.connections-per-address-max", "31"),
          Map.entry("http.idle-timeout", "6ms"),
          Map.entry("http.header-timeout", "7s"),
          Map.entry("http.body-timeout", "8s"),
          Map.entry("http.body-rate-min", "32KiB"),
          Map.entry("http.body-grace", "33s"),
          Map.entry("http.write-timeout", "34s"),
          Map.entry("http.trusted-proxies", "10.0.0.1, 10.1.0.0/16"),
          Map.entry("http.event-loops", "10"),
          Map.entry("rate.key.requests", "11"),
          Map.entry("rate.key.window", "12s"),
          Map.entry("rate.address.requests", "13"),
          Map.entry("rate.address.window", "14s"),
          Map.entry("ingest.depth-max", "15"),
          Map.entry("ingest.tokens-max", "1600"),
          Map.entry("ingest.entries-max", "17"),
          Map.entry("ingest.entry-max", "18KiB"),
          Map.entry("ingest.name-chars-max", "19"),
          Map.entry("ingest.string-chars-max", "2000"),
          Map.entry("ingest.number-chars-max", "21"),
          Map.entry("ingest.members-max", "22"),
          Map.entry("ingest.message-id-chars-max", "230"),
          Map.entry("ingest.results-wait", "24s"),
          Map.entry("ingest.no-user-agent", "drop"),
          Map.entry("identity.personal-domains-add", "club.example, Bücher.example"),
          Map.entry("identity.disposable-domains-add", "burner.example"),
          Map.entry("identity.business-domains-add", "gmx.de"),
          Map.entry("profiles.reply", "company"),
          Map.entry("journal.queue-max", "25MiB"),
          Map.entry("journal.group-max", "26MiB"),
          Map.entry("journal.keep", "27d"),
          Map.entry("pipeline.slice-entries-max", "28"),
          Map.entry("pipeline.slice-max", "29MiB"),
          Map.entry("retention.page-views", "40d"),
          Map.entry("retention.events", "41d"),
          Map.entry("retention.form-submissions", "42d"),
          Map.entry("retention.metrics", "forever"),
          Map.entry("retention.anonymous-profiles", "44d"),
          Map.entry("stream.max", "50"),
          Map.entry("stream.per-workspace-max", "51"),
          Map.entry("stream.heartbeat", "52s"),
          Map.entry("changes.keep", "53h"),
          Map.entry("changes.keep-max", "5400"),
          Map.entry("mmdb.company", "/srv/35.mmdb"),
          Map.entry("mmdb.asn", "/srv/36.mmdb"),
          Map.entry("mmdb.anonymous", "/srv/37.mmdb"),
          Map.entry("mmdb.city", "/srv/38.mmdb"),
          Map.entry("mmdb.csv", "/srv/39.csv"),
          Map.entry("mmdb.confidence-min", "low"));

  static final List<Record> RECORDS =
      List.of(
          new ProgramSettings(LogFormat.TEXT, Duration.ofMinutes(3)),
          new StoreSettings(
              Path.of("/srv/gumleaf"), "postgresql://u:p@db:5432/g", Duration.ofHours(2)),
          new KeySettings("pk_1", "sk_0123456789abcdef"),
          new HttpSettings(
              "0.0.0.0",
              1,
              DataSize.parse("4KiB"),
              DataSize.parse("5KiB"),
              List.of("10.0.0.1", "10.1.0.0/16"),
              10),
          new ConnectionSettings(
              30,
              31,
              Duration.ofSeconds(7),
              Duration.ofSeconds(8),
              DataSize.parse("32KiB"),
              Duration.ofSeconds(33),
              Duration.ofSeconds(34),
              Duration.ofMillis(6)),
          new RateSettings(
              new RateSettings.Bucket(11, Duration.ofSeconds(12)),
              new RateSettings.Bucket(13, Duration.ofSeconds(14))),
          new IngestSettings(
              15,
              1600,
              17,
              DataSize.parse("18KiB"),
              19,
              2000,
              21,
              22,
              230,
              Duration.ofSeconds(24),
              NoUserAgent.DROP),
          new IdentitySettings(
              List.of("club.example", "xn--bcher-kva.example"),
              List.of("burner.example"),
              List.of("gmx.de")),
          new ProfileSettings(ProfileReply.COMPANY),
          new JournalSettings(
              DataSize.parse("25MiB"), DataSize.parse("26MiB"), Duration.ofDays(27)),
          new PipelineSettings(28, DataSize.parse("29MiB")),
          new RetentionSettings(
              Optional.of(Duration.ofDays(40)),
              Optional.of(Duration.ofDays(41)),
              Optional.of(Duration.ofDays(42)),
              Optional.empty(),
              Optional.of(Duration.ofDays(44))),
          new StreamSettings(50, 51, Duration.ofSeconds(52), Duration.ofHours(53), 5400),
          new AddressSettings(
              Optional.of(Path.of("/srv/35.mmdb")),
              Optional.of(Path.of("/srv/36.mmdb")),
              Optional.of(Path.of("/srv/37.mmdb")),
              Optional.of(Path.of("/srv/38.mmdb")),
              Optional.of(Path.of("/srv/39.csv")),
              Confidence.LOW));

  private OtherValues() {}

  /** Fails for a key that was added without a line here. */
  static String of(String key) {
    assertThat(BY_KEY).containsKey(key);
    return BY_KEY.getOrDefault(key, "");
  }

  static List<Record> records(Settings settings) {
    return List.of(
        settings.program(),
        settings.store(),
        settings.keys(),
        settings.http(),
        settings.connections(),
        settings.rates(),
        settings.ingest(),
        settings.identity(),
        settings.profiles(),
        settings.journal(),
        settings.pipeline(),
        settings.retention(),
        settings.streams(),
        settings.addresses());
  }
}
