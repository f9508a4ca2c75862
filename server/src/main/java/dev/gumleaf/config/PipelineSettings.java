package dev.gumleaf.config;

import java.util.List;

/** How much of the journal is applied to the state in one transaction. */
public record PipelineSettings(int sliceEntriesMax, DataSize sliceMax) {
  static final Setting<Integer> SLICE_ENTRIES_MAX =
      new Setting<>(
          "pipeline.slice-entries-max",
          SettingType.integer("a number of requests", 1, 1_000_000),
          "5000",
          "Requests of the journal that are applied in one transaction.");

  static final Setting<DataSize> SLICE_MAX =
      new Setting<>(
          "pipeline.slice-max",
          SettingType.size("64KiB", "256MiB"),
          "2MiB",
          "Bytes of the journal that are applied in one transaction; a larger single request is"
              + " applied alone. More is a little quicker when behind and needs much more memory.");

  static final List<Setting<?>> TABLE = List.of(SLICE_ENTRIES_MAX, SLICE_MAX);

  static PipelineSettings of(Values values) {
    return new PipelineSettings(values.of(SLICE_ENTRIES_MAX), values.of(SLICE_MAX));
  }
}
