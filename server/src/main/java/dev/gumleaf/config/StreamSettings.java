package dev.gumleaf.config;

import java.time.Duration;
import java.util.List;

/** What live streams may take, and how much of the feed of changes is kept for them. */
public record StreamSettings(
    int max, int perWorkspaceMax, Duration heartbeat, Duration changesKeep, int changesKeepMax) {
  static final Setting<Integer> MAX =
      new Setting<>(
          "stream.max",
          SettingType.integer("a number of streams", 0, 100_000),
          "100",
          "Live streams (GET /api/v1/stream) open at once. One more is answered with 503.");

  static final Setting<Integer> PER_WORKSPACE_MAX =
      new Setting<>(
          "stream.per-workspace-max",
          SettingType.integer("a number of streams", 0, 100_000),
          "10",
          "Live streams that one workspace has open at once. One more is answered with 429.");

  static final Setting<Duration> HEARTBEAT =
      new Setting<>(
          "stream.heartbeat",
          SettingType.DURATION_POSITIVE,
          "15s",
          "How long a live stream is silent before it says that it is there, so that proxies keep"
              + " it open. Should be less than what any proxy waits for.");

  static final Setting<Duration> CHANGES_KEEP =
      new Setting<>(
          "changes.keep",
          SettingType.DURATION_POSITIVE,
          "7d",
          "How long the feed of changes is kept, so that those who follow it can go on from where"
              + " they were. What it is about is not affected.");

  static final Setting<Integer> CHANGES_KEEP_MAX =
      new Setting<>(
          "changes.keep-max",
          SettingType.integer("a number of changes", 1_000, 100_000_000),
          "200000",
          "Changes of one workspace that are kept; the oldest go first.");

  static final List<Setting<?>> TABLE =
      List.of(MAX, PER_WORKSPACE_MAX, HEARTBEAT, CHANGES_KEEP, CHANGES_KEEP_MAX);

  static StreamSettings of(Values values) {
    return new StreamSettings(
        values.of(MAX),
        values.of(PER_WORKSPACE_MAX),
        values.of(HEARTBEAT),
        values.of(CHANGES_KEEP),
        values.of(CHANGES_KEEP_MAX));
  }
}
