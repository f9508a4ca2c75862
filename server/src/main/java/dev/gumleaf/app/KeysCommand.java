package dev.gumleaf.app;

import dev.gumleaf.app.KeyRing.Kind;
import dev.gumleaf.app.KeyRing.ListedKey;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code gumleaf keys}: lists, creates and disables keys, also while a server runs. */
final class KeysCommand {
  private static final String PUBLIC = "--public";
  private static final String SECRET = "--secret";
  private static final String LABEL = "--label";

  private final Backend backend;
  private final Map<String, String> environment;

  KeysCommand(Backend backend, Map<String, String> environment) {
    this.backend = backend;
    this.environment = environment;
  }

  CommandSpec spec() {
    CommandSpec list = command("Lists all keys; of a secret key only the beginning.", this::list);
    CommandSpec create =
        command("Creates a key and prints it, once.", this::create)
            .addArgGroup(kinds())
            .addOption(
                OptionSpec.builder(LABEL)
                    .type(String.class)
                    .paramLabel("TEXT")
                    .defaultValue("")
                    .description("What the key is for, shown in lists.")
                    .build());
    CommandSpec disable =
        command("Disables a key; requests with it are refused from then on.", this::disable)
            .addPositional(
                PositionalParamSpec.builder()
                    .paramLabel("ID")
                    .index("0")
                    .arity("1")
                    .required(true)
                    .type(String.class)
                    .description("The key's id in the list.")
                    .build());
    CommandSpec keys = CommandSpec.create();
    keys.usageMessage().description("Lists, creates and disables keys.");
    return keys.addSubcommand("list", list)
        .addSubcommand("create", create)
        .addSubcommand("disable", disable);
  }

  private static ArgGroupSpec kinds() {
    return ArgGroupSpec.builder()
        .exclusive(true)
        .multiplicity("1")
        .addArg(flag(PUBLIC, "A key that lets its holder send data."))
        .addArg(flag(SECRET, "A key that lets its holder read and administer everything."))
        .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  private CommandSpec command(String description, ToIntBiFunction<KeyRing, CommandSpec> action) {
    KeyAction command = new KeyAction(backend, environment, action);
    command.spec().usageMessage().description(description);
    return command.spec();
  }

  private int list(KeyRing keys, CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    String format = "%-12s %-7s %-42s %-24s %-8s %s%n";
    out.printf(format, "ID", "KIND", "KEY", "CREATED", "STATE", "LABEL");
    for (ListedKey key : keys.list()) {
      String state = key.disabledAt() == null ? "active" : "disabled";
      out.printf(
          format, key.id(), word(key.kind()), key.shown(), key.createdAt(), state, key.label());
    }
    return ExitCode.OK;
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private int create(KeyRing keys, CommandSpec spec) {
    ParseResult parsed = spec.commandLine().getParseResult();
    Kind kind = parsed.hasMatchedOption(PUBLIC) ? Kind.PUBLIC : Kind.SECRET;
    spec.commandLine().getOut().println(keys.create(kind, parsed.matchedOptionValue(LABEL, "")));
    return ExitCode.OK;
  }

  private int disable(KeyRing keys, CommandSpec spec) {
    String id = spec.commandLine().getParseResult().matchedPositionalValue(0, "");
    if (!keys.disable(id)) {
      throw new CommandFailure("no active key has the id " + id + "; see gumleaf keys list");
    }
    spec.commandLine().getOut().println("disabled " + id);
    return ExitCode.OK;
  }
}
