package dev.gumleaf.journal;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.Journal.Health;
import dev.gumleaf.journal.WaitingEntries.Group;
import dev.gumleaf.store.Dialect;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what waits, a group at a time, tells everybody what became of it, and knows what a failure
 * means. {@link #writeNext} and {@link #probe} belong to one thread; the rest is open to any.
 */
final class GroupWriter {
  /*
   * Group commit. A sync costs about as much for one entry as for a thousand, so one thread takes all
   * entries that are waiting, frames them into one blob, writes it as one row and commits; entries
   * that arrive meanwhile make up the next group. Under load groups grow by themselves, and a lone
   * entry waits for nobody. Only after the commit is anybody told.
   *
   * The commit is the sync: SQLite in WAL mode with synchronous=FULL syncs its log at each commit
   * [1] [2], PostgreSQL with its defaults likewise. A sync that failed is never tried again: the
   * kernel may have marked the pages clean without having written them, so that the next sync
   * reports success for bytes that are nowhere [3]. On SQLite we therefore stop for good and let the
   * process end. That alone does not mend it, because the log as the kernel shows it may still be
   * longer than the log on the disk, also to the next process [4]. So the next start writes what it
   * finds to the database file anew, and begins an empty log, before it accepts anything.
   *
   * PostgreSQL stops and recovers by itself in that case, so there a failure is a lost connection:
   * what was being written is not acknowledged, whatever became of it, and we connect again.
   *
   * A full disk is different: the engine says so before it has committed anything, so we refuse the
   * group and try again with the next one, on the same connection, because SQLite needs a little
   * space to open another. While nobody sends we try by ourselves: a balancer that has turned away
   * would otherwise wait for our health, and our health for its requests.
   *
   * Several processes may write to one PostgreSQL. Sequences are taken from a row that stays locked
   * until the commit, so nobody sees a group before all groups with lower sequences are there. They
   * take turns, because the row's lock alone goes again and again to the process that just had it.
   *
   * [1] https://www.sqlite.org/wal.html
   * [2] https://www.sqlite.org/pragma.html#pragma_synchronous
   * [3] https://wiki.postgresql.org/wiki/Fsync_Errors
   * [4] Rebello et al., Can Applications Recover from fsync Failures?, USENIX ATC 2020
   */

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  /** What the last try to write came to. */
  private enum State {
    WELL(Health.WRITABLE),
    /** The disk is full. */
    FULL(Health.STORAGE_FULL),
    /** The connection is lost; there will be another. */
    AWAY(Health.FAILED),
    /** The end: nothing is written any more, and no other state follows. */
    BROKEN(Health.FAILED);

    private final Health health;

    State(Health health) {
      this.health = health;
    }
  }

  private final JournalTable table;
  private final WaitingEntries waiting;
  private final Answers answers;
  private final int groupBytesMax;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final JournalListener listener;
  private final Consumer<Throwable> onFatal;

  /** Set by the writing thread only, and always before anybody is told what it comes from. */
  private volatile State state = State.WELL;

  /**
   * A writer of what waits.
   *
   * @param onFatal told once, when the storage broke and nothing will be accepted any more
   */
  GroupWriter(
      JournalTable table,
      WaitingEntries waiting,
      Answers answers,
      int groupBytesMax,
      InstantSource clock,
      LongSupplier nanoTime,
      JournalListener listener,
      Consumer<Throwable> onFatal) {
    this.table = table;
    this.waiting = waiting;
    this.answers = answers;
    this.groupBytesMax = groupBytesMax;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.onFatal = onFatal;
  }

  Health health() {
    return state.health;
  }

  boolean isBroken() {
    return state == State.BROKEN;
  }

  /** Writing does not work at the moment, but may work again. */
  boolean mayRecover() {
    return state == State.FULL || state == State.AWAY;
  }

  /**
   * Writes one group of the entries that are waiting.
   *
   * @return whether there were any to write
   */
  boolean writeNext() {
    if (isBroken()) {
      // An entry slipped in while the storage broke; nothing is written after a failed sync.
      refuseWaiting();
      return false;
    }
    Group group = waiting.nextGroup(groupBytesMax);
    if (group.isEmpty()) {
      return false;
    }
    long last;
    try {
      last = commit(group);
    } catch (SQLException | RuntimeException | Error e) {
      fail(group, e);
      return true;
    }
    become(State.WELL);
    answers.acknowledge(group, last);
    return true;
  }

  private long commit(Group group) throws SQLException {
    long start = nanoTime.getAsLong();
    byte[] frames = Frames.write(group.frames());
    long last = table.append(group.size(), frames, clock.instant());
    long nanos = nanoTime.getAsLong() - start;
    Answers.tell(() -> listener.committed(group.size(), frames.length, nanos));
    return last;
  }

  /** Finds out whether writing works again, for when nobody sends anything to try it with. */
  void probe() {
    try {
      table.probe(clock.instant());
      become(State.WELL);
    } catch (SQLException | RuntimeException | Error e) {
      fail(Group.EMPTY, e);
    }
  }

  private void fail(Group group, Throwable error) {
    if (error instanceof SQLException full && table.dialect().isStorageFull(full)) {
      table.restart();
      become(State.FULL);
      answers.refuse(group, Refusal.STORAGE_FULL);
    } else if (error instanceof SQLException && table.dialect() == Dialect.POSTGRES) {
      table.disconnect();
      become(State.AWAY);
      answers.refuse(group, Refusal.FAILED);
    } else {
      table.rollback();
      become(State.BROKEN);
      answers.refuse(group, Refusal.FAILED);
      refuseWaiting();
      Answers.tell(() -> onFatal.accept(error));
    }
  }

  private void become(State now) {
    Health before = state.health;
    state = now;
    if (before != now.health) {
      LOG.atWarn()
          .addKeyValue("event", "journal_health")
          .addKeyValue("before", before)
          .addKeyValue("now", now.health)
          .log("the journal's health changed");
    }
  }

  /** Answers for entries that nobody will write. */
  void refuseWaiting() {
    answers.refuseWaiting(state.health == Health.FAILED ? Refusal.FAILED : Refusal.CLOSED);
  }
}
