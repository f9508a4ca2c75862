package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workspace files through the command line, against a running server. */
class ApplyCommandTest {
  private static final String FILE =
      """
      # What we look for.
      version: 1
      signals:
        Viewed pricing:
          rule:
            kind: page_view
            active_seconds: 15
            when: {field: url, contains: [/pricing, /plans]}
        "On: hold":
          enabled: false
          rule: {kind: form, work_email: true}
      audiences:
        Norwegian pros:
          kind: accounts
          filter:
            all:
              - {field: country, is: no}
              - {field: trait.plan, any_of: [pro, team]}
              - {field: trait.renews_at, at_least: 2026-01-05}
              - {field: trait.code, is: "12"}
              - {field: visitors, at_least: 2.5}
      """;

  @TempDir Path directory;

  private WiredServer start(Engine engine) {
    return WiredServer.start(WiredServer.settings(engine, directory, Map.of()));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("workspace.yaml"), text);
  }

  private static CommandLineRun program(WiredServer server) {
    CommandLineRun program = new CommandLineRun();
    program.environment.put("GUMLEAF_SECRET_KEY", WiredServer.SECRET_KEY);
    program.environment.put("GUMLEAF_URL", server.running().url());
    return program;
  }

  private CommandLineRun apply(WiredServer server, int code, String... more) {
    return apply(server, "", code, more);
  }

  private CommandLineRun apply(WiredServer server, String answers, int code, String... more) {
    CommandLineRun program = program(server);
    program.answers = answers;
    String[] line = new String[more.length + 3];
    line[0] = "apply";
    line[1] = "-f";
    line[2] = directory.resolve("workspace.yaml").toString();
    System.arraycopy(more, 0, line, 3, more.length);
    assertThat(program.run(line)).as(program.out() + program.err()).isEqualTo(code);
    return program;
  }

  private static String export(WiredServer server) {
    CommandLineRun program = program(server);
    assertThat(program.run("export")).as(program.err()).isZero();
    return program.out();
  }

  @ParameterizedTest
  @EnumSource
  void apply_file_thenExportAndApplyAgain_isNoChange(Engine engine) throws IOException {
    try (WiredServer server = start(engine)) {
      file(FILE);
      assertThat(apply(server, ApplyCommand.WOULD_CHANGE, "--dry-run").out())
          .contains("create  signals > Viewed pricing", "    +rule:", "3 to create");
      assertThat(server.get("/api/v1/signals").body()).doesNotContain("pricing");
      assertThat(apply(server, 0, "--yes").out()).contains("Applied 3 changes.");
      assertThat(apply(server, 0, "--dry-run", "--prune").out())
          .isEqualTo("0 to create, 0 to change, 0 to delete, 3 unchanged.\n");
      String exported = export(server);
      assertThat(exported)
          .isEqualTo(
              """
              version: 1
              signals:
                'On: hold':
                  enabled: false
                  rule: {kind: form, work_email: true}
                Viewed pricing:
                  rule:
                    kind: page_view
                    active_seconds: 15
                    when:
                      field: url
                      contains: [/pricing, /plans]
              audiences:
                Norwegian pros:
                  kind: accounts
                  filter:
                    all:
                    - {field: country, is: no}
                    - field: trait.plan
                      any_of: [pro, team]
                    - {field: trait.renews_at, at_least: 2026-01-05}
                    - {field: trait.code, is: '12'}
                    - {field: visitors, at_least: 2.5}
              scores: {}
              fit: {}
              """);
      file(exported);
      assertThat(apply(server, 0, "--dry-run", "--prune").out()).contains("3 unchanged");
      assertThat(export(server)).isEqualTo(exported);
    }
  }

  @Test
  void apply_change_showsTheLinesThatDiffer() throws IOException {
    try (WiredServer server = start(Engine.SQLITE)) {
      file(FILE);
      apply(server, 0, "--yes");
      file(FILE.replace("15", "30").replaceAll("(?s)audiences:.*", ""));
      assertThat(apply(server, "yes\n", 0, "--prune").out())
          .isEqualTo(
              """
              change  signals > Viewed pricing
                   rule:
                     kind: page_view
                  -  active_seconds: 15
                  +  active_seconds: 30
                     when:
                       field: url
                   ...
              0 to create, 1 to change, 0 to delete, 1 unchanged.
              Apply? Only yes is yes: Applied 1 changes.
              """);
      file("signals: {}\n");
      assertThat(apply(server, 0, "--yes", "--prune").out())
          .contains("delete  signals > On: hold", "2 to delete");
    }
  }

  @Test
  void apply_notAgreed_changesNothing() throws IOException {
    try (WiredServer server = start(Engine.SQLITE)) {
      file(FILE);
      assertThat(apply(server, "y\n", 1).err()).contains("nothing was changed; answer yes");
      assertThat(apply(server, "", 1).err()).contains("nothing was changed; answer yes");
      assertThat(export(server))
          .isEqualTo("version: 1\nsignals: {}\naudiences: {}\nscores: {}\nfit: {}\n");
    }
  }

  @Test
  void apply_wrongFile_namesLinesAndChangesNothing() throws IOException {
    try (WiredServer server = start(Engine.SQLITE)) {
      file(
          FILE.replace("contains: [/pricing, /plans]", "contains: [/pricing, '']")
              .replace("at_least: 2.5", "\">=\": 2"));
      assertThat(apply(server, 1, "--yes").err())
          .contains(
              "workspace.yaml:8: signals > Viewed pricing > rule.when.contains[1]: is empty; use"
                  + " is_set",
              "workspace.yaml:21: audiences > Norwegian pros > filter.all[4].>=: is no comparison;"
                  + " it is written at_least");
      file("signals:\n  A:\n    rule: {kind: form}\n  A:\n    rule: {kind: form}\n");
      assertThat(apply(server, 1, "--yes").err()).contains("workspace.yaml:4: there is a second A");
      file("signals:\n  A: {rule: {kind: form}\n");
      assertThat(apply(server, 1, "--yes").err()).contains("workspace.yaml:3: ");
      file("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + bomb());
      assertThat(apply(server, 1, "--yes").err()).contains("more than 100000 values");
      file("a: &a [*a]\n");
      assertThat(apply(server, 1, "--yes").err()).contains("deeper than 40 levels");
      file("!!javax.script.ScriptEngineManager [x]\n");
      assertThat(apply(server, 1, "--yes").err()).contains("workspace is an object");
      file("");
      assertThat(apply(server, 1, "--yes").err()).contains("is empty");
      assertThat(export(server))
          .isEqualTo("version: 1\nsignals: {}\naudiences: {}\nscores: {}\nfit: {}\n");
    }
  }

  private static String bomb() {
    StringBuilder lines = new StringBuilder();
    for (char c = 'd'; c < 'z'; c++) {
      char before = (char) (c - 1);
      lines.append("%1$c: &%1$c [*%2$c, *%2$c]%n".formatted(c, before));
    }
    return lines.toString();
  }

  @Test
  void apply_withoutServerKeyOrFile_saysWhatIsMissing() throws IOException {
    CommandLineRun program = new CommandLineRun();
    assertThat(program.run("apply")).isEqualTo(2);
    assertThat(program.err()).contains("--file");
    Path file = file(FILE);
    assertThat(program.run("apply", "-f", file.toString())).isEqualTo(1);
    assertThat(program.err()).contains("GUMLEAF_SECRET_KEY");
    assertThat(program.run("apply", "-f", "none.yaml", "--secret-key", "sk_1")).isEqualTo(1);
    assertThat(program.err()).contains("none.yaml cannot be read");
    assertThat(program.run("export", "--secret-key", "sk_1", "--url", "http://127.0.0.1:1"))
        .isEqualTo(1);
    assertThat(program.err()).contains("no server answers at http://127.0.0.1:1");
  }

  @Test
  void export_wrongKey_isRefused() {
    try (WiredServer server = start(Engine.SQLITE)) {
      CommandLineRun program = program(server);
      assertThat(program.run("export", "--secret-key", "sk_other")).isEqualTo(1);
      assertThat(program.err()).contains("the server answered 401");
    }
  }
}
