package dev.gumleaf.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Kills a server again and again under load, and compares what was promised with what is there. */
record CrashRun(
    int kills, long sent, long acknowledged, long stored, long lost, long doubled, long half) {

  /** The longest life between two kills; short, because most of what can go wrong is early. */
  private static final Duration LIFE_MAX = Duration.ofMillis(700);

  private static final int CLIENTS = 8;

  static CrashRun run(
      List<String> program, Path data, Map<String, String> environment, int kills, long seed)
      throws Exception {
    Random random = new Random(seed);
    Ledger ledger = new Ledger();
    ServerProcess server = ServerProcess.start(List.of(), program, data, environment);
    LoadClients load = LoadClients.start(CLIENTS, ledger, server.port());
    try {
      for (int kill = 0; kill < kills; kill++) {
        LockSupport.parkNanos(random.nextLong(LIFE_MAX.toNanos()));
        server.kill();
        server.restart();
      }
    } finally {
      load.close();
    }
    try {
      return compare(kills, ledger, StoredEvents.read(server.port()));
    } finally {
      server.stop();
    }
  }

  private static CrashRun compare(int kills, Ledger ledger, Map<String, Integer> stored) {
    long doubled = stored.values().stream().filter(count -> count > 1).count();
    Map<Long, Integer> eventsOfBatch = new HashMap<>();
    stored.keySet().forEach(id -> eventsOfBatch.merge(Ledger.batchOf(id), 1, Integer::sum));
    long half =
        eventsOfBatch.values().stream().filter(count -> count < Ledger.EVENTS_PER_BATCH).count();
    long lost =
        ledger.acknowledged().stream().filter(batch -> !eventsOfBatch.containsKey(batch)).count();
    return new CrashRun(
        kills,
        ledger.sent(),
        ledger.acknowledged().size(),
        eventsOfBatch.size(),
        lost,
        doubled,
        half);
  }

  @Override
  public String toString() {
    return "kills %d, batches sent %d, acknowledged %d, stored %d, lost %d, doubled %d, half %d"
        .formatted(kills, sent, acknowledged, stored, lost, doubled, half);
  }
}
