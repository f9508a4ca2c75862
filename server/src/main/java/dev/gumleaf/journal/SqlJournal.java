package dev.gumleaf.journal;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.Frames.Frame;
import dev.gumleaf.store.Dialect;
import dev.gumleaf.store.Migrations;
import dev.gumleaf.store.PostgresAddress;
import dev.gumleaf.store.SqliteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

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
   * The commit is the sync: SQLite in WAL mode with synchronous=FULL syncs its log at each commit [1],
   * PostgreSQL with its defaults likewise. A sync that failed is never tried again: the kernel may
   * have thrown the pages away and marked them clean, so that the next sync reports success for bytes
   * that are nowhere [2]. On SQLite we stop for good and let the process end; at the next start the
   * engine recovers from what is really on the disk. PostgreSQL does the same by itself, so there a
   * failure is a lost connection: what was being written is not acknowledged, and we connect again.
   *
   * A full disk is different: the engine says so before it has changed anything, so we refuse the
   * group and try again with the next.
   *
   * [1] https://www.sqlite.org/pragma.html#pragma_synchronous
   * [2] https://wiki.postgresql.org/wiki/Fsync_Errors
   */

  private static final Logger LOG = LoggerFactory.getLogger(SqlJournal.class);

  /** Between two tries to reach a database that is away. */
  private static final Duration RECONNECT_AFTER = Duration.ofMillis(200);

  private record Waiting(Frame frame, AppendCallback callback) {}

  private final JournalTable table;
  private final Dialect dialect;
  private final JournalLimits limits;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final JournalListener listener;
  private final Consumer<Throwable> onFatal;

  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final List<Runnable> durableListeners = new CopyOnWriteArrayList<>();
  private volatile Health health = Health.WRITABLE;
  private volatile boolean closing;
  private volatile boolean idle;
  private volatile @Nullable Thread writer;

  /**
   * A journal whose writer does not run yet; see {@link #start}.
   *
   * @param onFatal told once, when the storage broke and nothing will be accepted any more
   */
  SqlJournal(
      DataSource writers,
      DataSource readers,
      Dialect dialect,
      JournalLimits limits,
      InstantSource clock,
      LongSupplier nanoTime,
      JournalListener listener,
      Consumer<Throwable> onFatal) {
    this.table = new JournalTable(writers, readers);
    this.dialect = dialect;
    this.limits = limits;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.onFatal = onFatal;
  }

  /** Opens or creates a journal in a file of its own and starts its writer. */
  public static SqlJournal sqlite(
      Path file,
      JournalLimits limits,
      InstantSource clock,
      LongSupplier nanoTime,
      JournalListener listener,
      Consumer<Throwable> onFatal) {
    DataSource source = sqliteSource(file);
    Migrations.JOURNAL.run(source, Dialect.SQLITE);
    return new SqlJournal(
            source, source, Dialect.SQLITE, limits, clock, nanoTime, listener, onFatal)
        .start();
  }

  /** Opens the journal in a PostgreSQL database and starts its writer. */
  public static SqlJournal postgres(
      PostgresAddress address,
      JournalLimits limits,
      InstantSource clock,
      LongSupplier nanoTime,
      JournalListener listener,
      Consumer<Throwable> onFatal) {
    DataSource source = address.dataSource();
    Migrations.JOURNAL.run(source, Dialect.POSTGRES);
    return new SqlJournal(
            source, source, Dialect.POSTGRES, limits, clock, nanoTime, listener, onFatal)
        .start();
  }

  /** The last sequence of a journal that another process may be writing; 0 if there is none. */
  public static long readLastSequence(Path file) {
    if (!Files.exists(file)) {
      return 0;
    }
    return readLastSequence(sqliteSource(file));
  }

  /** The last sequence of a journal that another process may be writing. */
  public static long readLastSequence(PostgresAddress address) {
    return readLastSequence(address.dataSource());
  }

  private static long readLastSequence(DataSource source) {
    return asked(new JournalTable(source, source)::lastSequence);
  }

  /**
   * Connections that sync at each commit. Their transactions take the write lock with their first
   * write: the driver begins the next one right after a commit, and one that locked at once would
   * keep the lock while the writer is idle, and nobody could trim.
   */
  static DataSource sqliteSource(Path file) {
    SQLiteConfig config = SqliteFiles.config();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  SqlJournal start() {
    Thread thread = Thread.ofPlatform().name("journal-writer").unstarted(this::run);
    writer = thread;
    thread.start();
    return this;
  }

  @Override
  public void append(JournalEntry entry, AppendCallback callback) {
    Refusal refusal = refusal();
    Frame frame = Frame.of(entry);
    if (refusal == null && !takesRoom(frame.length())) {
      refusal = Refusal.QUEUE_FULL;
    }
    if (refusal != null) {
      callback.refused(refusal);
      return;
    }
    queue.add(new Waiting(frame, callback));
    if (idle) {
      LockSupport.unpark(writer);
    }
    if (refusal() != null) {
      // The writer may have ended between our look and our adding; nobody else would answer then.
      refuseWaiting();
    }
  }

  private @Nullable Refusal refusal() {
    return switch (health) {
      case WRITABLE, STORAGE_FULL -> closing ? Refusal.CLOSED : null;
      case FAILED -> dialect == Dialect.SQLITE ? Refusal.FAILED : null;
      case CLOSED -> Refusal.CLOSED;
    };
  }

  /** An entry larger than the whole queue is let in when it is alone. */
  private boolean takesRoom(int bytes) {
    long queued = queuedBytes.addAndGet(bytes);
    if (queued > limits.queueBytesMax() && queued > bytes) {
      queuedBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  private void run() {
    while (true) {
      if (!writeWaiting()) {
        if (closing) {
          break;
        }
        awaitEntries();
      }
    }
    health = Health.CLOSED;
    refuseWaiting();
    table.close();
  }

  private void awaitEntries() {
    idle = true;
    if (queue.isEmpty() && !closing) {
      LockSupport.park(this);
    }
    idle = false;
  }

  /**
   * Writes one group of the entries that are waiting.
   *
   * @return whether there were any
   */
  boolean writeWaiting() {
    if (refusal() == Refusal.FAILED) {
      // An entry slipped in while the storage broke; nothing is written after a failed sync.
      refuseWaiting();
      return false;
    }
    List<Waiting> group = nextGroup();
    if (group.isEmpty()) {
      return false;
    }
    long start = nanoTime.getAsLong();
    try {
      byte[] frames = Frames.write(group.stream().map(Waiting::frame).toList());
      long last = table.append(group.size(), frames, clock.instant());
      health = Health.WRITABLE;
      listener.committed(group.size(), frames.length, nanoTime.getAsLong() - start);
      acknowledge(group, last - group.size() + 1);
    } catch (SQLException e) {
      fail(group, e);
    }
    return true;
  }

  private List<Waiting> nextGroup() {
    List<Waiting> group = new ArrayList<>();
    long bytes = 0;
    Waiting next;
    while ((next = queue.peek()) != null) {
      bytes += next.frame().length();
      if (bytes > limits.groupBytesMax() && !group.isEmpty()) {
        break;
      }
      queue.poll();
      group.add(next);
    }
    return group;
  }

  private void acknowledge(List<Waiting> group, long firstSequence) {
    long sequence = firstSequence;
    for (Waiting waiting : group) {
      queuedBytes.addAndGet(-waiting.frame().length());
      long acknowledged = sequence++;
      tell(() -> waiting.callback().durable(acknowledged));
    }
    durableListeners.forEach(SqlJournal::tell);
  }

  /** One caller's bug must not keep the others from their answers, nor end the writer. */
  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException bug) {
      LOG.atError().addKeyValue("event", "journal_callback_failed").setCause(bug).log();
    }
  }

  private void fail(List<Waiting> group, SQLException error) {
    table.disconnect();
    if (dialect.isStorageFull(error)) {
      health = Health.STORAGE_FULL;
      refuse(group, Refusal.STORAGE_FULL);
    } else if (dialect == Dialect.SQLITE) {
      health = Health.FAILED;
      refuse(group, Refusal.FAILED);
      refuseWaiting();
      tell(() -> onFatal.accept(error));
    } else {
      health = Health.FAILED;
      LOG.atWarn()
          .addKeyValue("event", "journal_unreachable")
          .addKeyValue("state", error.getSQLState())
          .log("the database did not take a group; connecting again");
      refuse(group, Refusal.FAILED);
      LockSupport.parkNanos(RECONNECT_AFTER.toNanos());
    }
  }

  private void refuseWaiting() {
    Refusal refusal = health == Health.FAILED ? Refusal.FAILED : Refusal.CLOSED;
    Waiting waiting;
    while ((waiting = queue.poll()) != null) {
      refuse(List.of(waiting), refusal);
    }
  }

  private void refuse(List<Waiting> group, Refusal refusal) {
    for (Waiting waiting : group) {
      queuedBytes.addAndGet(-waiting.frame().length());
      tell(() -> waiting.callback().refused(refusal));
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
    return health;
  }

  @Override
  public long queuedBytes() {
    return queuedBytes.get();
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
      table.close();
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
