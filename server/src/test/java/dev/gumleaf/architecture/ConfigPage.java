package dev.gumleaf.architecture;

import dev.gumleaf.config.Setting;
import dev.gumleaf.config.SettingTable;

/** {@code docs/reference/config.md} as the table of settings says it must be. */
final class ConfigPage {
  private static final String HEAD =
      """
      # Settings

      Every setting can be given in four ways. A later one wins over an earlier one:

      1. its default;
      2. a line `key = value` in `gumleaf.properties` in the data directory, or in the file that
         `--config FILE` or `GUMLEAF_CONFIG` names instead (UTF-8, comments begin with `#`);
      3. an environment variable; an empty one counts as not set;
      4. a flag.

      A key that does not exist stops the start, wherever it is, and so does a value that cannot be
      read. `./gumleaf config` prints the effective settings and where each came from, with secrets
      masked. `data` cannot be set in the file of the data directory, which is found through it.

      Durations are written `500ms`, `5s`, `10m`, `12h` or `7d`, sizes `512B`, `16KiB`, `64MiB` or
      `1GiB`; the unit is needed.

      Three variables are for the start script and not settings: `GUMLEAF_JAVA_HOME` (the JDK to
      use), `GUMLEAF_JAVA_OPTS` (further options for Java) and `GUMLEAF_CONFIG`.

      | key | environment | flag | default | values | what it does |
      |---|---|---|---|---|---|
      """;

  private ConfigPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Setting<?> setting : SettingTable.ALL) {
      page.append(
          "| `%s` | `%s` | `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.key(),
                  setting.environmentName(),
                  setting.flag(),
                  setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`",
                  setting.type().form(),
                  setting.description()));
    }
    return page.toString();
  }
}
