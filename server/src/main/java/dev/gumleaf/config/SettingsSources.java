package dev.gumleaf.config;

import java.util.Map;

/**
 * Where settings are looked for.
 *
 * @param environment all environment variables of the process
 * @param flags what the command line had, by setting key
 * @param configFile what {@code --config} had; empty when it was not there
 */
public record SettingsSources(
    Map<String, String> environment, Map<String, String> flags, String configFile) {
  public SettingsSources {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }
}
