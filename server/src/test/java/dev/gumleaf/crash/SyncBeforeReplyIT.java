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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the sync comes before the reply, seen from outside: the kernel's own order of what the
 * program asked it to do. Killing a process cannot show that, because the page cache survives it.
 */
@EnabledIf(
    value = "traceable",
    disabledReason = "strace is not installed: the order of sync and reply is NOT proven")
class SyncBeforeReplyIT {
  static final Pattern MARKER = Pattern.compile("marker-\\d{6}");

  private static final int CLIENTS = 6;
  private static final int REQUESTS = 60;

  @TempDir Path directory;

  static boolean traceable() {
    return Files.isExecutable(Path.of("/usr/bin/strace"));
  }

  @Test
  void reply_realServer_leavesAfterItsSync() throws Exception {
    SyncTrace.Finding finding =
        trace(List.of("-jar", System.getProperty("gumleaf.jar", "server/target/gumleaf.jar")));
    System.out.println("sync trace: " + finding);
    assertThat(finding.replies()).isEqualTo(CLIENTS * REQUESTS);
    assertThat(finding.unsynced()).isZero();
  }

  @Test
  void reply_serverThatAnswersTooEarly_isCaught() throws Exception {
    SyncTrace.Finding finding =
        trace(
            List.of(
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.gumleaf.app.EarlyAckServer"));
    System.out.println("sync trace, negative control: " + finding);
    assertThat(finding.unsynced()).isPositive();
  }

  private SyncTrace.Finding trace(List<String> program) throws Exception {
    Path trace = directory.resolve("trace");
    List<String> strace =
        List.of(
            "strace",
            "-D",
            "-f",
            "-y",
            "--seccomp-bpf",
            "-s",
            "6000",
            "-o",
            trace.toString(),
            "-e",
            "trace=pwrite64,write,writev,sendto,sendmsg,fdatasync,fsync");
    ServerProcess server =
        ServerProcess.start(strace, program, directory.resolve("data"), Map.of());
    Map<String, String> markers = new ConcurrentHashMap<>();
    try {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int first = i * REQUESTS;
        clients.add(Thread.ofPlatform().start(() -> send(server.port(), first, markers)));
      }
      for (Thread client : clients) {
        client.join();
      }
    } finally {
      server.stop();
    }
    return SyncTrace.find(trace, markers);
  }

  private static void send(int port, int first, Map<String, String> markers) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = first; i < first + REQUESTS; i++) {
        send(client, port, "marker-%06d".formatted(i), markers);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The marker stands three times in a body, because one copy may be cut by the end of a page. */
  private static void send(HttpClient client, int port, String marker, Map<String, String> markers)
      throws IOException, InterruptedException {
    String body =
        """
        {"domain":"a.test","events":[{"type":"track","event":"%1$s","message_id":"%1$s",
          "properties":{"between":"%2$s","again":"%1$s"}}]}
        """
            .formatted(marker, "-".repeat(100));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/web/projects/%s/accounts/batch"
                        .formatted(port, ServerProcess.PUBLIC_KEY)))
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<Void> reply = client.send(request, BodyHandlers.discarding());
    if (reply.statusCode() == 200) {
      markers.put(reply.headers().firstValue("X-Request-Id").orElseThrow(), marker);
    }
  }
}
