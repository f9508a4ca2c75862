package dev.gumleaf.app;

import dev.gumleaf.config.Setting;
import dev.gumleaf.config.SettingTable;
import dev.gumleaf.config.SettingsException;
import dev.gumleaf.config.Spelling;
import dev.gumleaf.http.HttpServer;
import dev.gumleaf.store.NewerSchemaException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its commands, its exit codes, and what it says when something is wrong. */
final class Program {
  private final CommandLine commands;

  /**
   * The program.
   *
   * @param answers what somebody types when asked
   */
  Program(
      Backend backend,
      StopSignal stop,
      InstantSource clock,
      Map<String, String> environment,
      Reader answers) {
    CommandSpec top = CommandSpec.create().name("gumleaf");
    top.usageMessage()
        .description("Keeps one picture per company of what its people do and tell.")
        .footer("", "gumleaf COMMAND --help explains a command.");
    top.addSubcommand("serve", new ServeCommand(backend, stop, environment).spec())
        .addSubcommand("demo", new DemoCommand(backend, stop, clock, environment).spec())
        .addSubcommand("apply", new ApplyCommand(environment, answers).spec())
        .addSubcommand("export", new ExportCommand(environment).spec())
        .addSubcommand("config", new ConfigCommand(environment).spec())
        .addSubcommand("keys", new KeysCommand(backend, environment).spec())
        .addSubcommand("doctor", new DoctorCommand(backend, clock, environment).spec());
    top.version("gumleaf " + Version.current());
    commands =
        new CommandLine(top)
            .setExpandAtFiles(false)
            .setParameterExceptionHandler(Program::explainUsage)
            .setExecutionExceptionHandler(Program::explainFailure);
    addHelp(commands);
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getSubcommands().values().forEach(Program::addHelp);
  }

  Program withOutput(PrintWriter out, PrintWriter err) {
    commands.setOut(out).setErr(err);
    return this;
  }

  /** Runs a command line and gives its exit code: 0 good, 1 failed, 2 not understood. */
  int run(String... arguments) {
    return commands.execute(arguments);
  }

  private static int explainUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    messages(wrong).forEach(message -> err.println("gumleaf: " + message));
    err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  private static List<String> messages(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return List.of(String.valueOf(wrong.getMessage()));
    }
    List<String> known = new ArrayList<>(List.of("--config", "--help"));
    SettingTable.ALL.stream().map(Setting::flag).forEach(known::add);
    known.addAll(unmatched.getCommandLine().getSubcommands().keySet());
    return unmatched.getUnmatched().stream()
        .limit(1)
        .map(word -> word.replaceFirst("=.*", ""))
        .map(word -> "unknown: " + word + Spelling.suggestion(word, known))
        .toList();
  }

  private static int explainFailure(
      Exception failed, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    PrintWriter err = command.getErr();
    switch (failed) {
      case SettingsException wrong -> {
        err.println("gumleaf: " + wrong.getMessage());
        return ExitCode.USAGE;
      }
      case CommandFailure expected -> err.println("gumleaf: " + expected.getMessage());
      case HttpServer.ListenException taken -> err.println("gumleaf: " + taken.getMessage());
      case NewerSchemaException newer -> err.println("gumleaf: " + newer.getMessage());
      default -> {
        err.println("gumleaf: failed in a way that nobody expected; please report this:");
        failed.printStackTrace(err);
      }
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }
}
