package dev.gumleaf.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gumleaf.store.Dialect;
import dev.gumleaf.store.Migrations;
import dev.gumleaf.store.PostgresAddress;
import dev.gumleaf.store.SqliteFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * Where the journal's connections come from.
 *
 * @param writers gives connections whose commit is the sync
 * @param readers gives connections that never write
 */
record JournalConnections(Dialect dialect, DataSource writers, DataSource readers)
    implements AutoCloseable {
  /** A group of many requests fills a few pages instead of a chain of small ones. */
  private static final int PAGE_BYTES = 16 * 1024;

  /** The pipeline, a look at one request and a metric; nothing else reads. */
  private static final int READERS_MAX = 3;

  /** How long a reader waits for a database that is away. */
  private static final Duration READER_WAIT = Duration.ofSeconds(5);

  /** A server that has gone without a word is noticed after this, and the group refused. */
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);

  /** Opens or creates a file, brings it to the newest shape and settles it. */
  static JournalConnections sqlite(Path file) {
    DataSource writers = sqliteSource(file, TransactionMode.IMMEDIATE);
    Migrations.JOURNAL.run(writers, Dialect.SQLITE);
    settle(writers);
    DataSource readers = sqliteSource(file, TransactionMode.DEFERRED);
    return new JournalConnections(Dialect.SQLITE, writers, pool(readers));
  }

  /** Opens a PostgreSQL database and brings its journal to the newest shape. */
  static JournalConnections postgres(PostgresAddress address) {
    Migrations.JOURNAL.run(address.dataSource(), Dialect.POSTGRES);
    return new JournalConnections(
        Dialect.POSTGRES, postgresSource(address), pool(postgresSource(address)));
  }

  private static HikariDataSource pool(DataSource readers) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("journal-readers");
    pool.setDataSource(readers);
    pool.setMaximumPoolSize(READERS_MAX);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(READER_WAIT.toMillis());
    return new HikariDataSource(pool);
  }

  static DataSource sqliteSource(Path file, TransactionMode mode) {
    SQLiteConfig config = SqliteFiles.config();
    config.setPageSize(PAGE_BYTES);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(mode);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** What the address itself says about time-outs stands. */
  private static DataSource postgresSource(PostgresAddress address) {
    DataSource source = address.dataSource();
    if (source instanceof PGSimpleDataSource postgres && postgres.getSocketTimeout() == 0) {
      postgres.setSocketTimeout((int) ANSWER_WAIT.toSeconds());
    }
    return source;
  }

  /**
   * Moves what the write-ahead log holds into the file and starts the log anew. After a failed sync
   * the log as the system shows it may be longer than the log on the disk; a group appended to it
   * would be lost with the part that never arrived.
   */
  private static void settle(DataSource writers) {
    try (Connection connection = writers.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      if (!row.next() || row.getInt("busy") != 0) {
        throw new SQLException("another program is reading the journal; stop it and start again");
      }
    } catch (SQLException e) {
      throw new JournalException(e);
    }
  }

  @Override
  public void close() {
    if (readers instanceof HikariDataSource pool) {
      pool.close();
    }
  }
}
