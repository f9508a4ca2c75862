package dev.gumleaf.journal;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.WaitingEntries.Group;
import dev.gumleaf.store.Dialect;
import dev.gumleaf.store.PostgresAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * A journal in a database: on SQLite a file of its own, on PostgreSQL two tables beside the state.
 */
public final class SqlJournal implements Journal {
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
   * finds to the database file anew, and begins an empty log, before it accepts anything; and until
   * the process ends we keep our connection, as the last one to close would do half of that.
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

  private static final Logger LOG = LoggerFactory.getLogger(SqlJournal.class);

  /** Between two tries after a failure that may pass. */
  private static final Duration RETRY_AFTER = Duration.ofMillis(200);

  private final JournalConnections connections;
  private final JournalTable table;
  private final JournalLimits limits;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final JournalListener listener;
  private final Consumer<Throwable> onFatal;

  private final WaitingEntries waiting;
  private final List<Runnable> durableListeners = new CopyOnWriteArrayList<>();
  private volatile Health health = Health.WRITABLE;

  /** Nothing will ever be written again. */
  private volatile boolean broken;

  private volatile boolean closing;

  /** The writer has left; whoever adds an entry too late answers for it. */
  private volatile boolean ended;

  private volatile boolean idle;
  private volatile @Nullable Thread writer;

  /**
   * A journal whose writer does not run: {@link #start} it, or call {@link #writeWaiting} and
   * {@link #probe} from one thread.
   *
   * @param onFatal told once, when the storage broke and nothing will be accepted any more
   */
  SqlJournal(
      JournalConnections connections,
      JournalLimits limits,
      InstantSource clock,
      LongSupplier nanoTime,
      JournalListener listener,
      Consumer<Throwable> onFatal) {
    this.connections = connections;
    this.table =
        new JournalTable(connections.dialect(), connections.writers(), connections.readers());
    this.limits = limits;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.onFatal = onFatal;
    this.waiting = new WaitingEntries(limits.queueBytesMax());
  }

  /** Opens or creates a journal in a file of its own and starts its writer. */
  public static SqlJournal sqlite(
      Path file,
      JournalLimits limits,
      InstantSource clock,
      LongSupplier nanoTime,
      JournalListener listener,
      Consumer<Throwable> onFatal) {
    JournalConnections connections = JournalConnections.sqlite(file);
    return new SqlJournal(connections, limits, clock, nanoTime, listener, onFatal).start();
  }

  /** Opens the journal in a PostgreSQL database and starts its writer. */
  public static SqlJournal postgres(
      PostgresAddress address,
      JournalLimits limits,
      InstantSource clock,
      LongSupplier nanoTime,
      JournalListener listener,
      Consumer<Throwable> onFatal) {
    JournalConnections connections = JournalConnections.postgres(address);
    return new SqlJournal(connections, limits, clock, nanoTime, listener, onFatal).start();
  }

  /** The last sequence of a journal that another process may be writing; 0 if there is none. */
  public static long readLastSequence(Path file) {
    if (!Files.exists(file)) {
      return 0;
    }
    DataSource source = JournalConnections.sqliteSource(file, TransactionMode.DEFERRED);
    return readLastSequence(Dialect.SQLITE, source);
  }

  /** The last sequence of a journal that another process may be writing. */
  public static long readLastSequence(PostgresAddress address) {
    return readLastSequence(Dialect.POSTGRES, address.dataSource());
  }

  private static long readLastSequence(Dialect dialect, DataSource source) {
    return asked(new JournalTable(dialect, source, source)::lastSequence);
  }

  SqlJournal start() {
    asked(() -> {
      table.connect();
      return true;
    });
    Thread thread = Thread.ofPlatform().name("journal-writer").unstarted(this::run);
    writer = thread;
    thread.start();
    return this;
  }

  @Override
  public void append(JournalEntry entry, AppendCallback callback) {
    Refusal refusal = refusal();
    if (refusal == null && !waiting.offer(entry, callback)) {
      refusal = Refusal.QUEUE_FULL;
    }
    if (refusal != null) {
      callback.refused(refusal);
      return;
    }
    if (idle) {
      LockSupport.unpark(writer);
    }
    if (ended) {
      // It ended between our look and our adding; nobody else would answer.
      refuseWaiting();
    }
  }

  private @Nullable Refusal refusal() {
    if (closing) {
      return Refusal.CLOSED;
    }
    return broken ? Refusal.FAILED : null;
  }

  private void run() {
    while (true) {
      boolean wrote = writeWaiting();
      if (!wrote && closing) {
        break;
      }
      if (!wrote) {
        awaitEntries();
      } else if (health == Health.FAILED && !closing) {
        LockSupport.parkNanos(this, RETRY_AFTER.toNanos());
      }
    }
    end();
  }

  private void awaitEntries() {
    boolean ailing = health != Health.WRITABLE && !broken;
    idle = true;
    if (waiting.isEmpty() && !closing) {
      if (ailing) {
        LockSupport.parkNanos(this, RETRY_AFTER.toNanos());
      } else {
        LockSupport.park(this);
      }
    }
    idle = false;
    if (ailing && waiting.isEmpty() && !closing) {
      probe();
    }
  }

  private void end() {
    ended = true;
    refuseWaiting();
    table.close();
    connections.close();
  }

  /**
   * Writes one group of the entries that are waiting.
   *
   * @return whether there were any to write
   */
  boolean writeWaiting() {
    if (broken) {
      // An entry slipped in while the storage broke; nothing is written after a failed sync.
      refuseWaiting();
      return false;
    }
    Group group = waiting.nextGroup(limits.groupBytesMax());
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
    become(Health.WRITABLE);
    acknowledge(group, last);
    return true;
  }

  private long commit(Group group) throws SQLException {
    long start = nanoTime.getAsLong();
    byte[] frames = Frames.write(group.frames());
    long last = table.append(group.size(), frames, clock.instant());
    long nanos = nanoTime.getAsLong() - start;
    tell(() -> listener.committed(group.size(), frames.length, nanos));
    return last;
  }

  /** Finds out whether writing works again, for when nobody sends anything to try it with. */
  void probe() {
    try {
      table.probe(clock.instant());
      become(Health.WRITABLE);
    } catch (SQLException | RuntimeException | Error e) {
      fail(Group.EMPTY, e);
    }
  }

  private void acknowledge(Group group, long last) {
    waiting.release(group);
    long sequence = last - group.size();
    for (AppendCallback callback : group.callbacks()) {
      sequence++;
      long acknowledged = sequence;
      tell(() -> callback.durable(acknowledged));
    }
    durableListeners.forEach(SqlJournal::tell);
  }

  private void fail(Group group, Throwable error) {
    if (error instanceof SQLException full && connections.dialect().isStorageFull(full)) {
      table.restart();
      become(Health.STORAGE_FULL);
      refuse(group, Refusal.STORAGE_FULL);
    } else if (error instanceof SQLException && connections.dialect() == Dialect.POSTGRES) {
      table.disconnect();
      become(Health.FAILED);
      refuse(group, Refusal.FAILED);
      if (closing) {
        // Trying with each group that waits could take longer than anybody wants to stop.
        refuseWaiting(Refusal.FAILED);
      }
    } else {
      broken = true;
      table.rollback();
      become(Health.FAILED);
      refuse(group, Refusal.FAILED);
      refuseWaiting();
      tell(() -> onFatal.accept(error));
    }
  }

  private void become(Health now) {
    if (health != now) {
      LOG.atWarn()
          .addKeyValue("event", "journal_health")
          .addKeyValue("before", health)
          .addKeyValue("now", now)
          .log("the journal's health changed");
      health = now;
    }
  }

  private void refuseWaiting() {
    refuseWaiting(broken ? Refusal.FAILED : Refusal.CLOSED);
  }

  private void refuseWaiting(Refusal refusal) {
    AppendCallback callback;
    while ((callback = waiting.poll()) != null) {
      AppendCallback refused = callback;
      tell(() -> refused.refused(refusal));
    }
  }

  private void refuse(Group group, Refusal refusal) {
    waiting.release(group);
    for (AppendCallback callback : group.callbacks()) {
      tell(() -> callback.refused(refusal));
    }
  }

  /** One caller's bug must not keep the others from their answers, nor end the writer. */
  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error bug) {
      LOG.atError().addKeyValue("event", "journal_callback_failed").setCause(bug).log();
    }
  }

  @Override
  public JournalSlice read(long afterSequence, int entriesMax, long bytesMax) {
    return asked(() -> table.read(afterSequence, entriesMax, bytesMax));
  }

  @Override
  public long lastSequence() {
    return asked(table::lastSequence);
  }

  @Override
  public long trim(long appliedSequence, Instant writtenBefore) {
    return asked(() -> table.trim(appliedSequence, writtenBefore));
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new JournalException(e);
    }
  }

  @Override
  public Health health() {
    return closing ? Health.CLOSED : health;
  }

  @Override
  public long queuedBytes() {
    return waiting.bytes();
  }

  @Override
  public void onDurable(Runnable durable) {
    durableListeners.add(durable);
  }

  @Override
  public void close() {
    closing = true;
    Thread thread = writer;
    if (thread == null) {
      closeUnstarted();
    } else if (thread != Thread.currentThread()) {
      LockSupport.unpark(thread);
      join(thread);
    }
  }

  private void closeUnstarted() {
    while (writeWaiting()) {
      // The next group.
    }
    if (!ended) {
      end();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
