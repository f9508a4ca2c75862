package dev.gumleaf.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
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
  private static final int READERS_MAX = 8;

  /** By default each statement would see what was committed just before it. */
  private static final String POSTGRES_READER =
      "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private final Dialect dialect;
  private final HikariDataSource readers;
  private final HikariDataSource writers;
  private final ReentrantLock writing = new ReentrantLock(true);

  private Database(Dialect dialect, HikariDataSource readers, HikariDataSource writers) {
    this.dialect = dialect;
    this.readers = readers;
    this.writers = writers;
  }

  /** Opens or creates a file. */
  public static Database sqlite(Path file) {
    HikariDataSource writers = pool(sqliteSource(file, TransactionMode.IMMEDIATE), 1, "");
    Migrations.STATE.run(writers, Dialect.SQLITE);
    HikariDataSource readers =
        pool(sqliteSource(file, TransactionMode.DEFERRED), READERS_MAX, "PRAGMA query_only = ON");
    return new Database(Dialect.SQLITE, readers, writers);
  }

  /** Opens a PostgreSQL database. */
  public static Database postgres(PostgresAddress address) {
    Migrations.STATE.run(address.dataSource(), Dialect.POSTGRES);
    HikariDataSource writers = pool(address.dataSource(), 1, "");
    HikariDataSource readers = pool(address.dataSource(), READERS_MAX, POSTGRES_READER);
    return new Database(Dialect.POSTGRES, readers, writers);
  }

  private static SQLiteDataSource sqliteSource(Path file, TransactionMode mode) {
    SQLiteConfig config = SqliteFiles.config();
    config.setTransactionMode(mode);
    // State can be derived again from the journal, so only write() asks for a sync.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariDataSource pool(DataSource source, int size, String onConnect) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setAutoCommit(true);
    if (!onConnect.isEmpty()) {
      config.setConnectionInitSql(onConnect);
    }
    return new HikariDataSource(config);
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Runs reads that see one state. */
  public <T> T read(Function<Transaction, T> work) {
    return translated(() ->
        Jdbi.create(readers).inTransaction(handle -> work.apply(new Transaction(handle, dialect))));
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
    writing.lock();
    try {
      return translated(() -> runWrite(synchronous, work));
    } finally {
      writing.unlock();
    }
  }

  private <T> T runWrite(String synchronous, Function<Transaction, T> work) {
    try (Handle handle = Jdbi.create(writers).open()) {
      if (dialect == Dialect.SQLITE) {
        handle.execute("PRAGMA synchronous = " + synchronous);
      }
      return handle.inTransaction(open -> work.apply(new Transaction(open, dialect)));
    }
  }

  /** The other rooms know what a failed database is, not which library speaks to it. */
  private static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      throw new StoreException(e);
    }
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
