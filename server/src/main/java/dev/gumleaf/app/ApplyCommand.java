package dev.gumleaf.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code gumleaf apply}: makes the workspace of a running server as a file says. */
final class ApplyCommand implements Callable<Integer> {
  /** What {@code --dry-run} gives when something would be changed. */
  static final int WOULD_CHANGE = 3;

  private static final String FILE = "--file";
  private static final String YES = "--yes";
  private static final String DRY_RUN = "--dry-run";
  private static final String PRUNE = "--prune";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final Map<String, String> environment;
  private final Reader answers;

  ApplyCommand(Map<String, String> environment, Reader answers) {
    this.environment = environment;
    this.answers = answers;
    spec.usageMessage()
        .description(
            "Makes signals, audiences and the rules of scores and fit of a running server as a"
                + " workspace file says. Shows what would change first, and asks.")
        .footer(
            "",
            "Exit codes: 0 done, or nothing to do; 1 failed, nothing was changed; 2 not understood;"
                + " 3 with --dry-run: something would change.");
    spec.addOption(
        OptionSpec.builder("-f", FILE)
            .type(String.class)
            .paramLabel("FILE")
            .required(true)
            .description("The workspace file, YAML or JSON.")
            .build());
    flag(YES, "Do not ask.");
    flag(DRY_RUN, "Only show what would change.");
    flag(PRUNE, "Delete what the file has a section for but does not name.");
    WorkspaceServer.addOptions(spec);
  }

  private void flag(String name, String description) {
    spec.addOption(
        OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build());
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    ParseResult parsed = spec.commandLine().getParseResult();
    String name = parsed.matchedOptionValue(FILE, "");
    WorkspaceFile.Read read = WorkspaceFile.read(name, text(Path.of(name)));
    WorkspaceServer server = WorkspaceServer.of(spec, environment);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("workspace", read.document());
    body.put("prune", parsed.hasMatchedOption(PRUNE));
    JsonNode plan = server.plan(body);
    requirePossible(plan, read.file());
    show(plan);
    if (plan.get("changes").isEmpty()) {
      return ExitCode.OK;
    }
    if (parsed.hasMatchedOption(DRY_RUN)) {
      return WOULD_CHANGE;
    }
    if (!parsed.hasMatchedOption(YES) && !isAgreed()) {
      throw new CommandFailure("nothing was changed; answer yes, or use " + YES);
    }
    body.set("fingerprint", plan.get("fingerprint"));
    say("Applied %d changes.".formatted(server.apply(body).get("changes").size()));
    return ExitCode.OK;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > WorkspaceFile.CHARS_MAX) {
        throw new CommandFailure(file + " is too large");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be read: " + e);
    }
  }

  private static void requirePossible(JsonNode plan, WorkspaceFile file) {
    StringBuilder lines = new StringBuilder();
    for (JsonNode problem : plan.get("problems")) {
      String name = problem.get("name").textValue();
      String place = problem.get("place").textValue();
      List<String> path =
          Stream.of(problem.get("section").textValue(), name)
              .filter(step -> !step.isEmpty())
              .toList();
      String where =
          Stream.concat(path.stream(), Stream.of(place))
              .filter(step -> !step.isEmpty())
              .collect(Collectors.joining(" > "));
      lines.append(
          "%n%s: %s: %s".formatted(file.at(path, place), where, problem.get("detail").textValue()));
    }
    if (!lines.isEmpty()) {
      throw new CommandFailure("the file cannot be applied, and nothing was changed" + lines);
    }
  }

  private void show(JsonNode plan) {
    int created = 0;
    int changed = 0;
    int deleted = 0;
    for (JsonNode change : plan.get("changes")) {
      String what = change.get("section").textValue() + " > " + change.get("name").textValue();
      switch (change.get("action").textValue()) {
        case "create" -> {
          created++;
          say("create  " + what);
          lines(LineDiff.of("", WorkspaceYaml.of(change.get("after"))));
        }
        case "delete" -> {
          deleted++;
          say("delete  " + what);
        }
        default -> {
          changed++;
          say("change  " + what);
          lines(
              LineDiff.of(
                  WorkspaceYaml.of(change.get("before")), WorkspaceYaml.of(change.get("after"))));
        }
      }
    }
    say(
        "%d to create, %d to change, %d to delete, %d unchanged."
            .formatted(created, changed, deleted, plan.get("unchanged").intValue()));
  }

  private void lines(List<String> lines) {
    lines.forEach(line -> say("    " + line));
  }

  private boolean isAgreed() {
    PrintWriter out = spec.commandLine().getOut();
    out.print("Apply? Only yes is yes: ");
    out.flush();
    try {
      return "yes".equals(new BufferedReader(answers).readLine());
    } catch (IOException e) {
      return false;
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
