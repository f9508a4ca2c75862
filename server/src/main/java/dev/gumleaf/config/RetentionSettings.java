package dev.gumleaf.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long what was sent is kept, by its kind; without a duration for ever. */
public record RetentionSettings(
    Optional<Duration> pageViews,
    Optional<Duration> events,
    Optional<Duration> formSubmissions,
    Optional<Duration> metrics,
    Optional<Duration> anonymousProfiles) {
  private static final String FOREVER = "forever";

  static final Setting<Optional<Duration>> PAGE_VIEWS =
      new Setting<>(
          "retention.page-views",
          SettingType.DURATION_OR_FOREVER,
          FOREVER,
          "How long page views are kept, from when they happened. What was counted stays counted.");

  static final Setting<Optional<Duration>> EVENTS =
      new Setting<>(
          "retention.events",
          SettingType.DURATION_OR_FOREVER,
          FOREVER,
          "The same for events, of people and of companies. Identifies are always kept: they are"
              + " the history of traits.");

  static final Setting<Optional<Duration>> FORM_SUBMISSIONS =
      new Setting<>(
          "retention.form-submissions",
          SettingType.DURATION_OR_FOREVER,
          FOREVER,
          "The same for submitted forms.");

  static final Setting<Optional<Duration>> METRICS =
      new Setting<>(
          "retention.metrics",
          SettingType.DURATION_OR_FOREVER,
          "30d",
          "The same for metrics, which say how quick a page was and nothing about people.");

  static final Setting<Optional<Duration>> ANONYMOUS_PROFILES =
      new Setting<>(
          "retention.anonymous-profiles",
          SettingType.DURATION_OR_FOREVER,
          FOREVER,
          "How long people of whom no e-mail address is known are kept after they were last seen;"
              + " then they go with everything under them, identifies too.");

  static final List<Setting<?>> TABLE =
      List.of(PAGE_VIEWS, EVENTS, FORM_SUBMISSIONS, METRICS, ANONYMOUS_PROFILES);

  static RetentionSettings of(Values values) {
    return new RetentionSettings(
        values.of(PAGE_VIEWS),
        values.of(EVENTS),
        values.of(FORM_SUBMISSIONS),
        values.of(METRICS),
        values.of(ANONYMOUS_PROFILES));
  }
}
