package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  @TempDir Path directory;

  private final CommandLineRun program = new CommandLineRun();

  @Test
  void serve_askedToStop_closesAndExitsWithZero() {
    askToStop();
    assertThat(serve()).isZero();
    assertThat(program.backend.calls).containsExactly("log JSON", "start on port 0", "close");
    assertThat(program.out())
        .contains("listens on http://127.0.0.1:1234", "Data: " + data(), "Stopped.");
  }

  @Test
  void serve_firstStart_printsBothKeysOnce() {
    askToStop();
    serve();
    assertThat(program.out()).containsOnlyOnce("pk_1").containsOnlyOnce("sk_1");
  }

  @Test
  void serve_laterStart_printsNoKeys() {
    askToStop();
    program.backend.firstKeys = settings -> Optional.empty();
    serve();
    assertThat(program.out()).doesNotContain("key");
  }

  @Test
  void serve_secretKeyPreset_doesNotPrintIt() {
    askToStop();
    program.environment.put("GUMLEAF_SECRET_KEY", "sk_0123456789abcdef");
    program.backend.firstKeys =
        settings -> Optional.of(new RunningServer.FirstKeys("pk_1", "sk_0123456789abcdef"));
    serve();
    assertThat(program.out()).contains("pk_1", "as preset").doesNotContain("sk_0123456789abcdef");
  }

  @Test
  void serve_serverCannotGoOn_closesAndExitsWithOne() {
    program.backend.failure.complete("the journal cannot be synced");
    assertThat(serve()).isEqualTo(1);
    assertThat(program.backend.calls).endsWith("close");
    assertThat(program.err()).contains("gumleaf: the journal cannot be synced");
  }

  @Test
  void serve_directoryHeldByAnother_isRefused() {
    DataDirectory held = new DataDirectory(directory.resolve("data"));
    held.prepare();
    try (var _ = held.lock()) {
      assertThat(serve()).isEqualTo(1);
    }
    assertThat(program.err())
        .contains("in use by another server (process " + ProcessHandle.current().pid() + ")");
    assertThat(program.backend.calls).containsExactly("log JSON");
  }

  @Test
  void serve_afterStop_directoryIsFree() {
    askToStop();
    assertThat(serve()).isZero();
    assertThat(serve()).isZero();
  }

  @Test
  void serve_portTaken_isRefusedBeforeAnythingIsOpened() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = taken.getLocalPort();
      assertThat(program.run("serve", "--data", data(), "--port", "" + port)).isEqualTo(1);
      assertThat(program.err()).contains("cannot listen on 127.0.0.1:" + port, "--port");
    }
    assertThat(program.backend.calls).containsExactly("log JSON");
  }

  @Test
  void serve_dataIsAFile_isRefused() throws IOException {
    Files.writeString(directory.resolve("data"), "");
    assertThat(serve()).isEqualTo(1);
    assertThat(program.err()).contains("cannot write to the data directory " + data());
  }

  @Test
  void serve_databaseUnreachable_isRefusedWithoutPassword() {
    program.environment.put("GUMLEAF_DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:1/g");
    assertThat(serve()).isEqualTo(1);
    assertThat(program.err())
        .contains("cannot use the database in jdbc:postgresql://127.0.0.1:1/g: ")
        .doesNotContain("hunter2");
    assertThat(program.backend.calls).containsExactly("log JSON");
  }

  @Test
  void stop_serverTooSlow_endsAnyway() {
    StringWriter err = new StringWriter();
    new StopSignal().hold(Duration.ofMillis(1), new PrintWriter(err));
    assertThat(err.toString()).contains("what was acknowledged is safe");
  }

  private void askToStop() {
    program.stop.stopped();
    program.stop.hold(Duration.ofSeconds(1), new PrintWriter(new StringWriter()));
  }

  private int serve() {
    return program.run("serve", "--data", data(), "--port", "0");
  }

  private String data() {
    return directory.resolve("data").toAbsolutePath().toString();
  }
}
