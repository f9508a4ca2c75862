package dev.gumleaf.testing;

import dev.gumleaf.store.PostgresAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL server for all tests of a run; each test gets a new, empty database in it.
 */
public final class TestPostgres {
  /** A query that tells the directory in which the server keeps the database's files. */
  public static final String FILES =
      """
      SELECT current_setting('data_directory') || '/base/' || oid
      FROM pg_database
      WHERE datname = current_database()
      """;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  /** Creates an empty database and says where it is. */
  public static PostgresAddress newDatabase() {
    return PostgresAddress.parse(newDatabaseUrl());
  }

  /** Creates an empty database and gives its address as an operator would write it. */
  public static String newDatabaseUrl() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgresql://postgres:postgres@localhost:" + Server.RUNNING.getPort() + "/" + name;
  }

  /** Started by the first test that needs it, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
