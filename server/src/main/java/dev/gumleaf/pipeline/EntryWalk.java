package dev.gumleaf.pipeline;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.EffectiveTime;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.OldEntries;
import dev.gumleaf.store.OldEntries.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through the entries of one table, in the order in which they were written, and deletes those
 * that are too old. Not thread-safe.
 *
 * <p>Entries are mostly sent soon after they happened. So a walk begins behind those that have
 * nothing left to become too old, and ends, unless it is a thorough one, where they begin to be
 * younger than any limit.
 */
final class EntryWalk {
  private final Database database;
  private final OldEntries.Table table;
  private final Map<CallKind, Duration> limits;
  private final int rows;
  private long done;

  /**
   * A walk that begins at the first entry.
   *
   * @param rows how many are looked at in one transaction
   */
  EntryWalk(Database database, OldEntries.Table table, Map<CallKind, Duration> limits, int rows) {
    this.database = database;
    this.table = table;
    this.limits = limits;
    this.rows = rows;
  }

  /** Walks once; can be broken off between two transactions. */
  void run(Instant now, boolean thorough, RetentionRun run) {
    if (limits.isEmpty()) {
      return;
    }
    Map<CallKind, Long> before = new EnumMap<>(CallKind.class);
    limits.forEach((kind, limit) -> before.put(kind, now.minus(limit).toEpochMilli()));
    // An entry can be said to have happened a little after it was received.
    long oldest =
        before.values().stream().mapToLong(Long::longValue).min().orElseThrow()
            - EffectiveTime.AHEAD_MAX.toMillis();
    long newest = before.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    boolean isDone = true;
    long at = done;
    while (run.goesOn()) {
      long after = at;
      Optional<Stretch> found =
          database.read(tx -> new OldEntries(tx).look(table, after, rows, before));
      if (found.isEmpty()) {
        return;
      }
      Stretch stretch = found.get();
      if (stretch.old() > 0) {
        run.deleted(delete(after, stretch.last(), before));
      }
      at = stretch.last();
      isDone = isDone && stretch.lastReceivedAt() < oldest;
      if (isDone) {
        done = at;
      }
      if (!thorough && stretch.firstReceivedAt() >= newest) {
        return;
      }
    }
  }

  private Map<CallKind, Long> delete(long after, long upTo, Map<CallKind, Long> before) {
    return database.writeDerived(tx -> {
      // A slice of the journal that is under way, on any node, may count or grow these entries.
      new Derivation(tx).lockPosition();
      return new OldEntries(tx).delete(table, after, upTo, before);
    });
  }
}
