package dev.gumleaf.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The state database, on either engine, with its migrations applied. Thread-safe.
 *
 * <p>SQLite has one writer, so writes wait for each other here, in order, instead of failing inside
 * the engine; reads run beside them on a pool of their own, each on the state that was committed
 * when it began.
 */
public final class Database implements AutoCloseable {
  /** Connections for reads. More would only queue on two cores. */
  private static final int READERS = 8;

  /** Memory for pages, of each connection; negative: KiB instead of pages (SQLite, cache_size). */
  private static final int WRITER_CACHE_KIB = -64 * 1024;

  private static final int READER_CACHE_KIB = -8 * 1024;

  /**
   * Pages in the write-ahead log, 64 MiB, before they are moved into the file: a page that changes
   * with every slice is moved once instead of often.
   */
  private static final int WAL_PAGES = 16_384;

  /**
   * How long a request waits for a connection: while a server is down, a quick "later" serves
   * clients better than a slow one.
   */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

  /** Longer than any slice or read takes. */
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(60);

  /** By default each statement would see what was committed just before it. */
  private static final String POSTGRES_READER =
      "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private final Dialect dialect;
  private final HikariDataSource readers;
  private final HikariDataSource writers;

  /** Made once, because what it has learned about each statement goes with it. */
  private final Jdbi reading;

  private final Jdbi writing;
  private final ReentrantLock writeTurn = new ReentrantLock(true);

  private Database(Dialect dialect, HikariDataSource readers, HikariDataSource writers) {
    this.dialect = dialect;
    this.readers = readers;
    this.writers = writers;
    this.reading = Jdbi.create(readers);
    this.writing = Jdbi.create(writers);
  }

  /** Opens or creates a file. */
  public static Database sqlite(Path file) {
    HikariDataSource writers =
        pool(sqliteSource(file, TransactionMode.IMMEDIATE, WRITER_CACHE_KIB), 1);
    Migrations.STATE.run(writers, Dialect.SQLITE);
    HikariConfig readers =
        config(sqliteSource(file, TransactionMode.DEFERRED, READER_CACHE_KIB), READERS);
    readers.setConnectionInitSql("PRAGMA query_only = ON");
    return new Database(Dialect.SQLITE, new HikariDataSource(readers), writers);
  }

  /** Opens a PostgreSQL database. */
  public static Database postgres(PostgresAddress address) {
    Migrations.STATE.run(address.dataSource(), Dialect.POSTGRES);
    HikariDataSource writers = pool(stateSource(address), 1);
    HikariConfig readers = config(stateSource(address), READERS);
    readers.setConnectionInitSql(POSTGRES_READER);
    return new Database(Dialect.POSTGRES, new HikariDataSource(readers), writers);
  }

  /**
   * A server that has gone without a word is noticed, because whoever waits for it holds the turn
   * of all others; and it ends the transaction of a node that has gone, which holds the position.
   */
  private static DataSource stateSource(PostgresAddress address) {
    DataSource source = address.dataSource();
    if (source instanceof PGSimpleDataSource postgres) {
      postgres.setTcpKeepAlive(true);
      if (postgres.getSocketTimeout() == 0) {
        postgres.setSocketTimeout((int) ANSWER_WAIT.toSeconds());
      }
      if (postgres.getOptions() == null) {
        postgres.setOptions("-c idle_in_transaction_session_timeout=" + ANSWER_WAIT.toMillis());
      }
    }
    return source;
  }

  private static SQLiteDataSource sqliteSource(Path file, TransactionMode mode, int cacheKib) {
    SQLiteConfig config = SqliteFiles.config();
    config.setTransactionMode(mode);
    config.setCacheSize(cacheKib);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(WAL_PAGES));
    // State can be derived again from the journal, so only write() asks for a sync.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariDataSource pool(DataSource source, int size) {
    return new HikariDataSource(config(source, size));
  }

  private static HikariConfig config(DataSource source, int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setAutoCommit(true);
    return config;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Runs reads that see one state. */
  public <T> T read(Function<Transaction, T> work) {
    return translated(
        () -> reading.inTransaction(handle -> work.apply(new Transaction(handle, dialect))));
  }

  /** Runs writes that are durable when this returns; all of them or none. */
  public <T> T write(Function<Transaction, T> work) {
    return write("FULL", work);
  }

  /**
   * Runs writes that are atomic but that a power cut may take back, all of them; for derived state
   * whose journal entries are kept until a later {@link #write}.
   */
  public <T> T writeDerived(Function<Transaction, T> work) {
    return write("NORMAL", work);
  }

  private <T> T write(String synchronous, Function<Transaction, T> work) {
    writeTurn.lock();
    try {
      return translated(() -> runWrite(synchronous, work));
    } finally {
      writeTurn.unlock();
    }
  }

  private <T> T runWrite(String synchronous, Function<Transaction, T> work) {
    try (Handle handle = writing.open()) {
      if (dialect == Dialect.SQLITE) {
        handle.execute("PRAGMA synchronous = " + synchronous);
      }
      return handle.inTransaction(open -> work.apply(new Transaction(open, dialect)));
    }
  }

  /**
   * Makes the bytes of deleted and replaced rows vanish from the storage, as far as it lets us, and
   * from the search index.
   *
   * @param renewBytesMax what is no larger than this is written anew, and other writes, those of
   *     the pipeline too, wait for it; {@link Scrub.Result} says what is different otherwise
   */
  public Scrub.Result scrub(long renewBytesMax) {
    boolean isFirst = true;
    while (tidySearch(isFirst)) {
      isFirst = false;
    }
    try {
      return Scrub.of(dialect, writers.getDataSource(), CustomerText.tables(), this::inTurn)
          .run(renewBytesMax);
    } catch (SQLException e) {
      throw StoreException.of(e, dialect);
    }
  }

  private boolean tidySearch(boolean isFirst) {
    return write(tx -> {
      try {
        return dialect.tidySearch(tx.connection(), isFirst);
      } catch (SQLException e) {
        throw StoreException.of(e, dialect);
      }
    });
  }

  private boolean inTurn(Scrub.Step step) throws SQLException {
    writeTurn.lock();
    try {
      return step.run();
    } finally {
      writeTurn.unlock();
    }
  }

  /** The other rooms know what a failed database is, not which library speaks to it. */
  private <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      throw StoreException.of(e, dialect);
    }
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
