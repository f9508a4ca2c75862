package dev.gumleaf.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A full disk is a normal state: refuse, stay readable, and go on by itself when there is room. */
@EnabledIf(
    value = "mountable",
    disabledReason = "only root can mount a small disk: a full disk is NOT tried")
class DiskFullIT {
  private static final int DISK_MIB = 24;
  private static final int RESERVE_BYTES = 8 << 20;
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  static boolean mountable() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/bin/mount"));
  }

  @Test
  void diskFull_refusesStaysReadableAndRecoversByItself() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString());
    try {
      fillAndRecover(disk);
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  private void fillAndRecover(Path disk) throws Exception {
    Path reserve = disk.resolve("reserve");
    Files.write(reserve, new byte[RESERVE_BYTES]);
    ServerProcess server =
        ServerProcess.start(
            List.of(),
            List.of("-jar", System.getProperty("gumleaf.jar", "server/target/gumleaf.jar")),
            disk.resolve("data"),
            Map.of());
    try {
      Set<String> acknowledged = new HashSet<>();
      int status = 200;
      for (int batch = 0; batch < 20_000 && status == 200; batch++) {
        status = send(server, batch, acknowledged);
      }
      assertThat(status).as("a full disk").isEqualTo(503);
      assertThat(get(server, "/api/v1/accounts").statusCode()).as("reading").isEqualTo(200);
      assertThat(get(server, "/readyz").statusCode()).as("readiness").isEqualTo(503);
      Files.delete(reserve);
      awaitRecovery(server, acknowledged);
      Map<String, Integer> stored = StoredEvents.read(server.port());
      assertThat(stored.keySet()).containsAll(acknowledged);
      assertThat(stored.values()).as("nothing twice").containsOnly(1);
      System.out.println(
          "disk full: acknowledged " + acknowledged.size() + ", all stored after recovery");
    } finally {
      server.stop();
    }
  }

  private void awaitRecovery(ServerProcess server, Set<String> acknowledged) throws Exception {
    long deadline = System.nanoTime() + RECOVERY_MAX.toNanos();
    int batch = 1_000_000;
    while (send(server, batch++, acknowledged) != 200) {
      assertThat(System.nanoTime()).as("recovered in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Batches of 8 KB, so that the disk is full soon. */
  private int send(ServerProcess server, int batch, Set<String> acknowledged)
      throws IOException, InterruptedException {
    String id = Ledger.messageId(batch, 0);
    String body =
        """
        {"domain":"%s","events":[{"type":"track","event":"Sent","message_id":"%s",
          "properties":{"filling":"%s"}}]}
        """
            .formatted(LoadClients.domain(batch), id, "x".repeat(8_000));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/web/projects/%s/accounts/batch"
                        .formatted(server.port(), ServerProcess.PUBLIC_KEY)))
            .POST(BodyPublishers.ofString(body))
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status == 200) {
      acknowledged.add(id);
    }
    return status;
  }

  private HttpResponse<String> get(ServerProcess server, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + ServerProcess.SECRET_KEY)
            .build(),
        BodyHandlers.ofString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }
}
