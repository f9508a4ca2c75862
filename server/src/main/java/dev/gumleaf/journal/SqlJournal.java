package dev.gumleaf.journal;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.store.PostgresAddress;
import dev.gumleaf.store.Scrub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * A journal in a database: on SQLite a file of its own, on PostgreSQL two tables beside the state.
 * {@link GroupWriter} says how it writes, {@link WriterThread} when.
 */
public final class SqlJournal implements Journal {
  private final JournalTable table;
  private final JournalReader reader;
  private final GroupRewriter rewriter;
  private final Scrub scrub;
  private final WaitingEntries waiting;
  private final Answers answers;
  private final GroupWriter groups;
  private final WriterThread writer;

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
    table = new JournalTable(connections.dialect(), connections.writers());
    reader = new JournalReader(connections.readers());
    rewriter = new GroupRewriter(connections, reader, table);
    scrub =
        Scrub.of(
            connections.dialect(),
            connections.writers(),
            List.of("journal"),
            step -> table.inTurn(step::run));
    waiting = new WaitingEntries(limits.queueBytesMax());
    answers = new Answers(waiting);
    groups =
        new GroupWriter(
            table, waiting, answers, limits.groupBytesMax(), clock, nanoTime, listener, onFatal);
    writer =
        new WriterThread(
            waiting,
            groups,
            () -> {
              table.close();
              connections.close();
            });
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
    return readLastSequence(source);
  }

  /** The last sequence of a journal that another process may be writing. */
  public static long readLastSequence(PostgresAddress address) {
    return readLastSequence(address.dataSource());
  }

  private static long readLastSequence(DataSource source) {
    return asked(new JournalReader(source)::lastSequence);
  }

  SqlJournal start() {
    asked(() -> {
      table.connect();
      return true;
    });
    writer.start();
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
    writer.entryAdded();
  }

  /** A look that may be out of date when the entry is added; the writer answers for it then. */
  private @Nullable Refusal refusal() {
    if (writer.isClosing()) {
      return Refusal.CLOSED;
    }
    return groups.isBroken() ? Refusal.FAILED : null;
  }

  /** See {@link GroupWriter#writeNext}. */
  boolean writeWaiting() {
    return groups.writeNext();
  }

  /** See {@link GroupWriter#probe}. */
  void probe() {
    groups.probe();
  }

  @Override
  public JournalSlice read(long afterSequence, int entriesMax, long bytesMax) {
    return asked(() -> reader.read(afterSequence, entriesMax, bytesMax));
  }

  @Override
  public long lastSequence() {
    return asked(reader::lastSequence);
  }

  @Override
  public long trim(long appliedSequence, Instant writtenBefore) {
    return asked(() -> table.trim(appliedSequence, writtenBefore));
  }

  @Override
  public Rewrite rewrite(long upToSequence, Rewriter decide) {
    return asked(() -> rewriter.rewrite(upToSequence, decide));
  }

  @Override
  public Scrub.Result scrub(long renewBytesMax) {
    return asked(() -> scrub.run(renewBytesMax));
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
    return writer.isClosing() ? Health.CLOSED : groups.health();
  }

  @Override
  public long queuedBytes() {
    return waiting.bytes();
  }

  @Override
  public void onDurable(Runnable listener) {
    answers.onDurable(listener);
  }

  @Override
  public void close() {
    writer.close();
  }
}
