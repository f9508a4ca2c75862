package dev.gumleaf.benchmarks;

import dev.gumleaf.store.SqliteFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Opens SQLite files as the server does. */
final class SqliteConnections {
  private SqliteConnections() {}

  static Connection open(Path file, SQLiteConfig.SynchronousMode synchronous) throws SQLException {
    SQLiteConfig config = SqliteFiles.config();
    config.setSynchronous(synchronous);
    return config.createConnection("jdbc:sqlite:" + file);
  }
}
