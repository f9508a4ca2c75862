package dev.gumleaf.config;

import java.util.ArrayList;
import java.util.List;

/**
 * All effective settings, one record per component. Components never see this: {@code app} hands
 * each the values it needs.
 *
 * @param listing every setting with its value and origin, for people
 */
public record Settings(
    ProgramSettings program,
    StoreSettings store,
    KeySettings keys,
    HttpSettings http,
    ConnectionSettings connections,
    RateSettings rates,
    IngestSettings ingest,
    IdentitySettings identity,
    ProfileSettings profiles,
    JournalSettings journal,
    PipelineSettings pipeline,
    RetentionSettings retention,
    StreamSettings streams,
    AddressSettings addresses,
    List<EffectiveSetting> listing) {
  public Settings {
    listing = List.copyOf(listing);
  }

  static Settings of(Values values, List<EffectiveSetting> listing) {
    return new Settings(
        ProgramSettings.of(values),
        StoreSettings.of(values),
        KeySettings.of(values),
        HttpSettings.of(values),
        ConnectionSettings.of(values),
        RateSettings.of(values),
        IngestSettings.of(values),
        IdentitySettings.of(values),
        ProfileSettings.of(values),
        JournalSettings.of(values),
        PipelineSettings.of(values),
        RetentionSettings.of(values),
        StreamSettings.of(values),
        AddressSettings.of(values),
        listing);
  }

  /** Contradictions between settings that are right each for itself. */
  List<String> contradictions() {
    List<String> contradictions = new ArrayList<>(identity.contradictions());
    if (http.bodyMax().bytes() > journal.queueMax().bytes()) {
      contradictions.add(
          "http.body-max ("
              + http.bodyMax()
              + ") is larger than journal.queue-max ("
              + journal.queueMax()
              + "), so the largest bodies could never be accepted");
    }
    return contradictions;
  }
}
