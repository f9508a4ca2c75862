package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.config.SettingTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {
  private final CommandLineRun program = new CommandLineRun();

  @Test
  void help_isAsked_listsTheCommands() {
    assertThat(program.run("--help")).isZero();
    assertThat(program.out()).contains("serve", "demo", "config", "keys", "doctor");
  }

  @Test
  void version_isAsked_isPrinted() {
    assertThat(program.run("--version")).isZero();
    assertThat(program.out()).startsWith("gumleaf ");
  }

  @Test
  void help_ofServe_listsEverySetting() {
    assertThat(program.run("serve", "--help")).isZero();
    assertThat(SettingTable.ALL)
        .allSatisfy(setting -> assertThat(program.out()).contains(setting.flag()));
  }

  @ParameterizedTest
  @CsvSource({
    "serve --prot=1, 'gumleaf: unknown: --prot; did you mean --port?'",
    "serve --body-max 2MiB, did you mean --http-body-max?",
    "serv, did you mean serve?",
    "serve --port 1 --port 2, should be specified only once",
    "serve --port, Missing required parameter for option '--port'",
    "keys create, Missing required argument (specify one of these): (--public | --secret)",
    "keys create --public --secret, are mutually exclusive",
    "keys disable, Missing required parameter",
    "config --port x, 'gumleaf: port has the value ''x'' (from --port), expected a port number'",
    "config --config none.properties, there is no such file",
  })
  void run_notUnderstood_explainsAndExitsWithTwo(String line, String message) {
    assertThat(program.run(line.split(" ", -1))).isEqualTo(2);
    assertThat(program.err()).contains(message).doesNotContain("\tat ");
    assertThat(program.out()).isEmpty();
  }

  @Test
  void run_unknownVariable_isNamedAndExitsWithTwo() {
    program.environment.put("GUMLEAF_PROT", "1");
    assertThat(program.run("serve")).isEqualTo(2);
    assertThat(program.err()).contains("GUMLEAF_PROT; did you mean GUMLEAF_PORT?");
    assertThat(program.backend.calls).isEmpty();
  }

  @Test
  void config_secretsGiven_areMasked() {
    program.environment.put("GUMLEAF_SECRET_KEY", "sk_hunter2hunter2hunter2");
    program.environment.put("GUMLEAF_DATABASE_URL", "postgresql://u:hunter2@db/g");
    assertThat(program.run("config", "--port", "9")).isZero();
    assertThat(program.out())
        .containsPattern("(?m)^secret-key += \\*\\*\\* +\\(GUMLEAF_SECRET_KEY\\)$")
        .containsPattern("(?m)^database-url += postgresql://u:\\*\\*\\*@db/g +\\(GUMLEAF_")
        .containsPattern("(?m)^port += 9 +\\(--port\\)$")
        .containsPattern("(?m)^host += 127.0.0.1 +\\(default\\)$")
        .doesNotContain("hunter2");
  }
}
