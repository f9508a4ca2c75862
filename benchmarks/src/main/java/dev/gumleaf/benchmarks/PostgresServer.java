package dev.gumleaf.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/**
 * A real PostgreSQL for those that need one, from the binaries that the tests use too, with its
 * durable defaults. {@code --port} and {@code --directory} start one; {@code --sizes PORT} prints
 * the bytes of the journal and of everything else.
 */
public final class PostgresServer {
  private PostgresServer() {}

  /** Serves until it is killed, or prints sizes. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    int sizes = options.number("sizes", 0);
    if (sizes == 0) {
      serve(options);
    } else {
      printSizes(sizes);
    }
  }

  private static void serve(Options options) throws Exception {
    Path directory = Path.of(options.text("directory", "postgres"));
    Files.createDirectories(directory);
    // The library is made for tests and switches off what makes commits durable.
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPort(options.number("port", 5432))
            .setDataDirectory(directory.resolve("data"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start()) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
          requireOn(connection, setting);
        }
      }
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  private static void requireOn(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      if (!row.next() || !row.getString(1).equals("on")) {
        throw new IllegalStateException(setting + " is off, so commits would not be durable");
      }
    }
  }

  private static void printSizes(int port) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT pg_total_relation_size('journal'),
                  pg_database_size(current_database()) - pg_total_relation_size('journal')
                """)) {
      row.next();
      System.out.println("journal=" + row.getLong(1) + " state=" + row.getLong(2));
    }
  }
}
