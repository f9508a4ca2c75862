package dev.gumleaf.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code gumleaf export}: writes what is set up as a file, the same text while it is the same. */
final class ExportCommand implements Callable<Integer> {
  private static final String OUTPUT = "--output";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final Map<String, String> environment;

  ExportCommand(Map<String, String> environment) {
    this.environment = environment;
    spec.usageMessage()
        .description(
            "Writes signals, audiences and the rules of scores and fit of a running server as a"
                + " workspace file, for gumleaf apply.");
    spec.addOption(
        OptionSpec.builder("-o", OUTPUT)
            .type(String.class)
            .paramLabel("FILE")
            .description("Where to write it. Default: standard output.")
            .build());
    WorkspaceServer.addOptions(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String yaml = WorkspaceYaml.of(WorkspaceServer.of(spec, environment).document());
    String output = spec.commandLine().getParseResult().matchedOptionValue(OUTPUT, "");
    if (output.isEmpty()) {
      spec.commandLine().getOut().print(yaml);
      spec.commandLine().getOut().flush();
    } else {
      write(Path.of(output), yaml);
    }
    return ExitCode.OK;
  }

  private static void write(Path file, String yaml) {
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be written: " + e);
    }
  }
}
