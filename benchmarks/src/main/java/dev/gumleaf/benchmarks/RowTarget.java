package dev.gumleaf.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** One SQLite row for each request, a transaction for each group. */
final class RowTarget implements GroupWriter.Target {
  private final Connection connection;
  private final PreparedStatement insert;

  RowTarget(Path file) throws SQLException {
    this.connection = SqliteConnections.open(file, SynchronousMode.FULL);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE log (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    }
    connection.setAutoCommit(false);
    this.insert = connection.prepareStatement("INSERT INTO log (body) VALUES (?)");
  }

  @Override
  public void write(List<byte[]> bodies) throws SQLException {
    for (byte[] body : bodies) {
      insert.setBytes(1, body);
      insert.addBatch();
    }
    insert.executeBatch();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
