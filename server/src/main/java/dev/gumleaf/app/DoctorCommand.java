package dev.gumleaf.app;

import dev.gumleaf.app.DoctorChecks.Finding;
import dev.gumleaf.app.DoctorChecks.Verdict;
import dev.gumleaf.config.Settings;
import dev.gumleaf.config.SettingsException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gumleaf doctor}: looks at everything a server needs, changing nothing. */
final class DoctorCommand implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final Backend backend;
  private final InstantSource clock;
  private final SettingOptions options;

  DoctorCommand(Backend backend, InstantSource clock, Map<String, String> environment) {
    this.backend = backend;
    this.clock = clock;
    spec.usageMessage()
        .description(
            "Checks settings, Java, disk, clock, database and journal; one line for each. The exit"
                + " code is 1 if one of them is bad.");
    options = SettingOptions.addQuietlyTo(spec, environment);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    backend.quietLog();
    Settings settings;
    try {
      settings = options.load();
    } catch (SettingsException wrong) {
      return report(List.of(Finding.bad("settings", String.valueOf(wrong.getMessage()))));
    }
    return report(new DoctorChecks(settings, backend, clock).run());
  }

  private int report(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding ->
        out.printf(
            "%-4s  %-9s  %s%n",
            finding.verdict().word(),
            finding.subject(),
            finding.detail().replace("\n", "\n                 ")));
    out.flush();
    boolean isBad = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BAD);
    return isBad ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
