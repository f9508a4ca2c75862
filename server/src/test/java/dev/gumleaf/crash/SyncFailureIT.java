package dev.gumleaf.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk whose sync fails, as the kernel would report it: the real program acknowledges nothing
 * more, ends by itself, and the next start has all that was acknowledged.
 */
@EnabledIf(
    value = "dev.gumleaf.crash.SyncBeforeReplyIT#traceable",
    disabledReason = "strace is not installed: a failing sync is NOT tried")
class SyncFailureIT {
  private static final int CLIENTS = 8;

  /**
   * Counted on each thread; the journal's writer is the one that syncs that often. Only one fails,
   * because a program that tries again would be told that all is well.
   */
  private static final int FAILING_SYNC = 40;

  private static final List<String> JAR =
      List.of("-jar", System.getProperty("gumleaf.jar", "server/target/gumleaf.jar"));

  @TempDir Path directory;

  @Test
  void acknowledged_syncFails_isStoredAndNothingIsAcknowledgedBehindIt() throws Exception {
    Path data = directory.resolve("data");
    Path log = data.resolve("journal.db-wal");
    Ledger ledger = new Ledger();
    ServerProcess server = ServerProcess.start(failingSyncs(log), JAR, data, Map.of());
    try (var _ = LoadClients.start(CLIENTS, ledger, server.port())) {
      assertThat(server.exitStatus()).as("exit status").isNotZero();
    } finally {
      server.kill();
    }
    Set<Long> acknowledged = Set.copyOf(ledger.acknowledged());
    assertThat(acknowledged).isNotEmpty();
    assertThat(Files.readString(directory.resolve("trace"))).contains("(INJECTED)");
    ServerProcess healed = ServerProcess.start(List.of(), JAR, data, Map.of());
    try {
      Map<String, Integer> stored = StoredEvents.read(healed.port());
      for (long batch : acknowledged) {
        for (int event = 0; event < Ledger.EVENTS_PER_BATCH; event++) {
          assertThat(stored).containsEntry(Ledger.messageId(batch, event), 1);
        }
      }
      assertThat(stored.values()).as("nothing twice").containsOnly(1);
    } finally {
      healed.stop();
    }
  }

  private List<String> failingSyncs(Path log) {
    return List.of(
        "strace",
        "-D",
        "-f",
        "--seccomp-bpf",
        "-o",
        directory.resolve("trace").toString(),
        "-P",
        log.toString(),
        "-e",
        "trace=fdatasync,fsync",
        "-e",
        "inject=fdatasync,fsync:error=EIO:when=" + FAILING_SYNC);
  }
}
