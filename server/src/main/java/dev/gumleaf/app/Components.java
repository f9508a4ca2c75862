package dev.gumleaf.app;

import dev.gumleaf.address.AddressFile;
import dev.gumleaf.api.StreamLimits;
import dev.gumleaf.config.RateSettings;
import dev.gumleaf.config.Settings;
import dev.gumleaf.http.ConnectionLimits;
import dev.gumleaf.http.HttpConfig;
import dev.gumleaf.http.RateLimits.Quota;
import dev.gumleaf.ingest.IngestLimits;
import dev.gumleaf.ingest.MailDomains;
import dev.gumleaf.journal.JournalLimits;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.pipeline.ChangeLimits;
import dev.gumleaf.pipeline.PipelineLimits;
import dev.gumleaf.pipeline.RetentionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns settings into what each component is made of; no component sees the settings themselves.
 */
record Components(Settings settings) {
  HttpConfig http() {
    var http = settings.http();
    return new HttpConfig(
        http.host(),
        http.port(),
        http.bodyMax().bytesAsInt(),
        http.headerMax().bytesAsInt(),
        connections(),
        http.trustedProxies(),
        http.eventLoops());
  }

  private ConnectionLimits connections() {
    var connections = settings.connections();
    return new ConnectionLimits(
        connections.openMax(),
        connections.openPerAddressMax(),
        connections.headerTimeout(),
        connections.bodyTimeout(),
        connections.bodyGrace(),
        connections.bodyRateMin().bytes(),
        connections.writeTimeout(),
        connections.idleTimeout());
  }

  Quota perKey() {
    return quota(settings.rates().key());
  }

  Quota perAddress() {
    return quota(settings.rates().address());
  }

  private static Quota quota(RateSettings.Bucket bucket) {
    return new Quota(bucket.requests(), bucket.window());
  }

  IngestLimits ingestLimits() {
    var ingest = settings.ingest();
    return new IngestLimits(
        ingest.depthMax(),
        ingest.tokensMax(),
        ingest.entriesMax(),
        ingest.entryMax().bytesAsInt(),
        ingest.nameCharsMax(),
        ingest.stringCharsMax(),
        ingest.numberCharsMax(),
        ingest.membersMax(),
        ingest.messageIdCharsMax());
  }

  MailDomains mailDomains() {
    var identity = settings.identity();
    return new MailDomains(
        new MailDomains.Overrides(
            identity.personalDomainsAdd(),
            identity.disposableDomainsAdd(),
            identity.businessDomainsAdd()));
  }

  Map<AddressFile, Path> addressFiles() {
    var addresses = settings.addresses();
    Map<AddressFile, Path> files = new EnumMap<>(AddressFile.class);
    addresses.csv().ifPresent(path -> files.put(AddressFile.CSV, path));
    addresses.company().ifPresent(path -> files.put(AddressFile.COMPANY, path));
    addresses.asn().ifPresent(path -> files.put(AddressFile.ASN, path));
    addresses.anonymous().ifPresent(path -> files.put(AddressFile.ANONYMOUS, path));
    addresses.city().ifPresent(path -> files.put(AddressFile.CITY, path));
    return files;
  }

  JournalLimits journalLimits() {
    var journal = settings.journal();
    return new JournalLimits(journal.queueMax().bytes(), journal.groupMax().bytesAsInt());
  }

  RetentionLimits retentionLimits() {
    var retention = settings.retention();
    Map<CallKind, Duration> entries = new EnumMap<>(CallKind.class);
    retention.pageViews().ifPresent(limit -> entries.put(CallKind.PAGE_VIEW, limit));
    retention.events().ifPresent(limit -> entries.put(CallKind.TRACK, limit));
    retention.formSubmissions().ifPresent(limit -> entries.put(CallKind.FORM, limit));
    retention.metrics().ifPresent(limit -> entries.put(CallKind.METRIC, limit));
    return new RetentionLimits(entries, retention.anonymousProfiles());
  }

  StreamLimits streamLimits() {
    var streams = settings.streams();
    return new StreamLimits(streams.max(), streams.perWorkspaceMax(), streams.heartbeat());
  }

  ChangeLimits changeLimits() {
    var streams = settings.streams();
    return new ChangeLimits(streams.changesKeep(), streams.changesKeepMax());
  }

  PipelineLimits pipelineLimits() {
    var pipeline = settings.pipeline();
    return new PipelineLimits(pipeline.sliceEntriesMax(), pipeline.sliceMax().bytes());
  }
}
