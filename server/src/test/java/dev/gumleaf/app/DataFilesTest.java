package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.config.Settings;
import dev.gumleaf.testing.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the server makes of its files, and of their absence. */
class DataFilesTest {
  @TempDir private Path directory;

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void running_filesAreRemoved_saysThatItCannotGoOn() throws IOException {
    Settings settings = WiredServer.settings(Engine.SQLITE, directory, Map.of());
    try (RunningServer server = new Wiring().start(settings, keys -> {})) {
      remove(directory.resolve("data"));
      assertThat(server.failure().toCompletableFuture().join()).contains("removed or replaced");
    }
  }

  @Test
  void start_journalOfAnEarlierTimeThanTheState_isRefused() throws IOException {
    Settings settings = WiredServer.settings(Engine.SQLITE, directory, Map.of());
    try (WiredServer server = WiredServer.start(settings)) {
      send(server);
      server.awaitApplied();
    }
    Files.delete(directory.resolve("data/journal.db"));
    assertThatThrownBy(() -> WiredServer.start(settings))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("not of one time");
  }

  @Test
  void start_directoryThatOthersMayRead_keepsItsFilesPrivate() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Settings settings = WiredServer.settings(Engine.SQLITE, directory, Map.of());
    try (WiredServer server = WiredServer.start(settings)) {
      send(server);
      try (Stream<Path> files = Files.list(data)) {
        assertThat(files.filter(file -> file.getFileName().toString().contains(".db")))
            .isNotEmpty()
            .allSatisfy(file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("%s", file)
                    .isEqualTo("rw-------"));
      }
    }
  }

  private static void send(WiredServer server) {
    String body = "{\"domain\":\"acme.test\"}";
    assertThat(
            server
                .send(
                    """
                    POST /web/projects/%s/accounts/batch HTTP/1.1\r
                    Host: a\r
                    User-Agent: test\r
                    Content-Length: %d\r
                    \r
                    %s\
                    """
                        .formatted(WiredServer.PUBLIC_KEY, body.length(), body))
                .status())
        .isEqualTo(200);
  }

  private static void remove(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
