package dev.gumleaf.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings the sources together: default, then file, then environment, then flag, each winning over
 * the one before. Collects all problems, so that one start shows them all.
 */
public final class SettingsLoader {
  private static final String VARIABLE_PREFIX = "GUMLEAF_";
  private static final String CONFIG_VARIABLE = "GUMLEAF_CONFIG";

  /** Variables for the start script and this class; not settings. */
  private static final Set<String> PROCESS_VARIABLES =
      Set.of("GUMLEAF_JAVA_HOME", "GUMLEAF_JAVA_OPTS", CONFIG_VARIABLE);

  private final SettingsSources sources;
  private final List<String> problems = new ArrayList<>();

  private SettingsLoader(SettingsSources sources) {
    this.sources = sources;
  }

  /**
   * Loads the effective settings.
   *
   * @throws SettingsException if a key is unknown, a value cannot be read, or values contradict
   */
  public static Settings load(SettingsSources sources) {
    return new SettingsLoader(sources).load();
  }

  private Settings load() {
    Map<String, EffectiveSetting> flags = flags();
    Map<String, EffectiveSetting> environment = environment();
    Map<String, EffectiveSetting> file =
        file(strongest(StoreSettings.DATA, List.of(flags, environment)).text());
    List<EffectiveSetting> listing =
        SettingTable.ALL.stream()
            .<EffectiveSetting>map(setting -> strongest(setting, List.of(flags, environment, file)))
            .toList();
    listing.forEach(this::check);
    stopOnProblems();
    Settings settings = Settings.of(new Values(listing), listing);
    problems.addAll(settings.contradictions());
    stopOnProblems();
    return settings;
  }

  private static EffectiveSetting strongest(
      Setting<?> setting, List<Map<String, EffectiveSetting>> strongestFirst) {
    return strongestFirst.stream()
        .flatMap(source -> Optional.ofNullable(source.get(setting.key())).stream())
        .findFirst()
        .orElseGet(
            () -> new EffectiveSetting(setting, setting.defaultText(), new Origin.Default()));
  }

  private Map<String, EffectiveSetting> flags() {
    Map<String, EffectiveSetting> found = new HashMap<>();
    sources
        .flags()
        .forEach((key, value) -> {
          Setting<?> setting = SettingTable.findByKey(key).orElseThrow();
          put(found, setting, value, new Origin.Flag(setting.flag()));
        });
    return found;
  }

  private Map<String, EffectiveSetting> environment() {
    Map<String, EffectiveSetting> found = new HashMap<>();
    // Sorted, so that problems come in the same order at every start.
    new TreeMap<>(sources.environment())
        .forEach((name, value) -> {
          if (!name.startsWith(VARIABLE_PREFIX) || PROCESS_VARIABLES.contains(name)) {
            return;
          }
          Optional<Setting<?>> setting = SettingTable.findByEnvironmentName(name);
          if (setting.isEmpty()) {
            problems.add(
                "unknown environment variable "
                    + name
                    + Spelling.suggestion(name, SettingTable.environmentNames()));
          } else if (!value.isBlank()) {
            // Container tools pass optional variables as empty ones, so empty means not set.
            put(found, setting.get(), value, new Origin.Environment(name));
          }
        });
    return found;
  }

  private Map<String, EffectiveSetting> file(String data) {
    String named =
        sources.configFile().isEmpty()
            ? sources.environment().getOrDefault(CONFIG_VARIABLE, "")
            : sources.configFile();
    try {
      return named.isBlank()
          ? lines(SettingsFile.read(Path.of(data, SettingsFile.DEFAULT_NAME), true, problems), true)
          : lines(SettingsFile.read(Path.of(named), false, problems), false);
    } catch (InvalidPathException noPath) {
      problems.add("not a path: " + noPath.getInput());
      return Map.of();
    }
  }

  private Map<String, EffectiveSetting> lines(SettingsFile file, boolean isInDataDirectory) {
    Map<String, EffectiveSetting> found = new HashMap<>();
    new TreeMap<>(file.values())
        .forEach((key, value) -> {
          Optional<Setting<?>> setting = SettingTable.findByKey(key);
          if (setting.isEmpty()) {
            problems.add(
                "unknown setting "
                    + key
                    + " in "
                    + file.path()
                    + Spelling.suggestion(key, SettingTable.keys()));
          } else if (isInDataDirectory && key.equals(StoreSettings.DATA.key())) {
            problems.add(
                "data cannot be set in "
                    + file.path()
                    + ", which is found through it; use --data, GUMLEAF_DATA or --config");
          } else {
            put(found, setting.get(), value, new Origin.InFile(file.path()));
          }
        });
    return found;
  }

  private static void put(
      Map<String, EffectiveSetting> found, Setting<?> setting, String value, Origin origin) {
    found.put(setting.key(), new EffectiveSetting(setting, value.strip(), origin));
  }

  private void check(EffectiveSetting effective) {
    Setting<?> setting = effective.setting();
    try {
      var _ = setting.type().parser().apply(effective.text());
    } catch (IllegalArgumentException unreadable) {
      problems.add(
          setting.key()
              + " has the value "
              + setting.showBroken(effective.text())
              + " (from "
              + effective.origin()
              + "), expected "
              + setting.type().form());
    }
  }

  private void stopOnProblems() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }
}
