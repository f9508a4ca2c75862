package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir Path directory;

  private final CommandLineRun program = new CommandLineRun();

  @Test
  void list_keysThere_printsOneLineEach() {
    createState();
    assertThat(program.run("keys", "list", "--data", data())).isZero();
    assertThat(program.out())
        .containsPattern("(?m)^public-1 +public +pk_1 +1970-01-01T00:00:00Z +active +web$")
        .containsPattern("(?m)^secret-1 +secret +sk_12… +1970-01-01T00:00:00Z +disabled *$");
    assertThat(program.backend.calls).containsExactly("quiet log", "close keys");
  }

  @Test
  void create_secretWithLabel_printsTheKeyAlone() {
    createState();
    String[] line = {"keys", "create", "--secret", "--label", "for cron", "--data", data()};
    assertThat(program.run(line)).isZero();
    assertThat(program.out()).isEqualTo("sk_new" + System.lineSeparator());
    assertThat(program.backend.calls)
        .containsExactly("quiet log", "create SECRET for cron", "close keys");
  }

  @Test
  void disable_listedKey_isDone() {
    createState();
    assertThat(program.run("keys", "disable", "public-1", "--data", data())).isZero();
    assertThat(program.out()).contains("disabled public-1");
  }

  @Test
  void disable_otherKey_fails() {
    createState();
    assertThat(program.run("keys", "disable", "public-9", "--data", data())).isEqualTo(1);
    assertThat(program.err()).contains("no active key has the id public-9");
  }

  @Test
  void list_noStateYet_saysSoAndCreatesNone() {
    assertThat(program.run("keys", "list", "--data", data())).isEqualTo(1);
    assertThat(program.err()).contains("there are no keys in " + data() + " yet");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  private void createState() {
    DataDirectory made = new DataDirectory(Path.of(data()));
    made.prepare();
    Database.sqlite(made.stateFile()).close();
  }

  private String data() {
    return directory.resolve("data").toAbsolutePath().toString();
  }
}
