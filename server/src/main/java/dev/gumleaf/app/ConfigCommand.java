package dev.gumleaf.app;

import dev.gumleaf.config.EffectiveSetting;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gumleaf config}: prints every setting with its value and where that came from. */
final class ConfigCommand implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final SettingOptions options;

  ConfigCommand(Map<String, String> environment) {
    spec.usageMessage()
        .description("Prints the effective settings and where each came from; secrets are masked.");
    options = SettingOptions.addTo(spec, environment);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<EffectiveSetting> listing = options.load().listing();
    int keyWidth = listing.stream().mapToInt(line -> line.setting().key().length()).max().orElse(0);
    int valueWidth = listing.stream().mapToInt(line -> line.shown().length()).max().orElse(0);
    String format = "%-" + keyWidth + "s = %-" + valueWidth + "s  (%s)%n";
    listing.forEach(line -> out.printf(format, line.setting().key(), line.shown(), line.origin()));
    out.flush();
    return ExitCode.OK;
  }
}
