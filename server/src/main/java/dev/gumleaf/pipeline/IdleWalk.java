package dev.gumleaf.pipeline;

import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.IdleProfiles;
import dev.gumleaf.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through all profiles and deletes those of nobody known that were not seen for long. */
final class IdleWalk {
  /** Profiles deleted in one transaction; each has a few rows in each of ten tables. */
  private static final int PROFILES = 200;

  private final Database database;
  private final Duration limit;
  private final int rows;

  /**
   * A walk.
   *
   * @param rows profiles looked at, or entries deleted, in one transaction
   */
  IdleWalk(Database database, Duration limit, int rows) {
    this.database = database;
    this.limit = limit;
    this.rows = rows;
  }

  /** Walks once; can be broken off between two transactions. */
  void run(Instant now, RetentionRun run) {
    long before = now.minus(limit).toEpochMilli();
    long at = 0;
    while (run.goesOn()) {
      long after = at;
      Optional<Long> end = database.read(tx -> new IdleProfiles(tx).findEnd(after, rows));
      if (end.isEmpty()) {
        return;
      }
      long upTo = end.get();
      if (database.read(tx -> isAnyIdle(tx, after, upTo, before))) {
        deleteAll(after, upTo, before, run);
      }
      at = upTo;
    }
  }

  private static boolean isAnyIdle(Transaction tx, long after, long upTo, long before) {
    return !new IdleProfiles(tx).find(after, upTo, before, 1).isEmpty();
  }

  private void deleteAll(long after, long upTo, long before, RetentionRun run) {
    boolean more = true;
    while (more && run.goesOn()) {
      Deleted deleted =
          database.writeDerived(tx -> {
            // Nobody may be seen again between the look and the deletion, on any node.
            new Derivation(tx).lockPosition();
            return deleteSome(new IdleProfiles(tx), after, upTo, before);
          });
      run.deletedProfiles(deleted.profiles());
      more = deleted.more();
    }
  }

  private record Deleted(int profiles, boolean more) {}

  /** Somebody with more entries than fit into one transaction loses them first, and goes then. */
  private Deleted deleteSome(IdleProfiles profiles, long after, long upTo, long before) {
    List<ProfileKey> found = profiles.find(after, upTo, before, PROFILES);
    List<ProfileKey> empty = new ArrayList<>();
    int left = rows;
    for (ProfileKey profile : found) {
      int entries = profiles.deleteEntries(profile, left);
      left -= entries;
      if (left == 0) {
        break;
      }
      empty.add(profile);
    }
    if (!empty.isEmpty()) {
      profiles.delete(empty);
    }
    return new Deleted(empty.size(), found.size() == PROFILES || empty.size() < found.size());
  }
}
