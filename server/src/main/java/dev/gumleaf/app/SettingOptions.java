package dev.gumleaf.app;

import dev.gumleaf.config.Setting;
import dev.gumleaf.config.SettingTable;
import dev.gumleaf.config.Settings;
import dev.gumleaf.config.SettingsLoader;
import dev.gumleaf.config.SettingsSources;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Every setting as an option of a command. */
final class SettingOptions {
  private static final String CONFIG = "--config";

  /** Those that a command other than serve is likely to be given; it takes the others as well. */
  private static final Set<String> COMMON = Set.of("data", "database-url");

  private final CommandSpec spec;
  private final Map<String, String> environment;

  private SettingOptions(CommandSpec spec, Map<String, String> environment) {
    this.spec = spec;
    this.environment = environment;
  }

  /** Adds the options, and shows all of them in the help. */
  static SettingOptions addTo(CommandSpec spec, Map<String, String> environment) {
    return add(spec, environment, true);
  }

  /** Adds the options, and shows only the common ones in the help. */
  static SettingOptions addQuietlyTo(CommandSpec spec, Map<String, String> environment) {
    return add(spec, environment, false);
  }

  private static SettingOptions add(
      CommandSpec spec, Map<String, String> environment, boolean showAll) {
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .type(String.class)
            .paramLabel("FILE")
            .description("Read settings from this file instead of DATA/gumleaf.properties.")
            .build());
    for (Setting<?> setting : SettingTable.ALL) {
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .type(String.class)
              .paramLabel("VALUE")
              .description(describe(setting))
              .hidden(!showAll && !COMMON.contains(setting.key()))
              .build());
    }
    return new SettingOptions(spec, environment);
  }

  private static String describe(Setting<?> setting) {
    String standard =
        setting.defaultText().isEmpty() ? "" : " Default: " + setting.defaultText() + ".";
    // picocli takes descriptions for format strings.
    return (setting.description() + standard).replace("%", "%%");
  }

  /** The effective settings; only after the command line was parsed. */
  Settings load() {
    return loadWith(Map.of());
  }

  /**
   * The effective settings, with what the command itself sets. It wins over file and environment,
   * as an option does, and options win over it.
   */
  Settings loadWith(Map<String, String> own) {
    ParseResult parsed = spec.commandLine().getParseResult();
    Map<String, String> flags = new HashMap<>(own);
    for (Setting<?> setting : SettingTable.ALL) {
      if (parsed.hasMatchedOption(setting.flag())) {
        flags.put(setting.key(), parsed.matchedOptionValue(setting.flag(), ""));
      }
    }
    return SettingsLoader.load(
        new SettingsSources(environment, flags, parsed.matchedOptionValue(CONFIG, "")));
  }
}
