package dev.gumleaf.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A look at the state database that changes nothing: is it there, and can this program use it? */
public final class DatabaseProbe {
  /** A server that has not answered by then would not serve requests either. */
  private static final int LOGIN_SECONDS_MAX = 10;

  private DatabaseProbe() {}

  /** What the look found. */
  public sealed interface Finding {
    /** There is no database yet; the first start makes it. */
    record Absent() implements Finding {}

    /** It answers and has the newest shape. */
    record Ready(String version) implements Finding {}

    /** It answers; the next start brings it to the newest shape. */
    record Older(String found, String known) implements Finding {
      /** Whether no program of ours has used it. */
      public boolean isEmpty() {
        return found.equals(Migrations.NONE.getVersion());
      }
    }

    /** It answers, and only a newer program can use it. */
    record Newer(String found, String known) implements Finding {}

    /** It does not answer, or not us; the reason holds no password. */
    record Unreachable(String reason) implements Finding {}
  }

  /** Looks at a file. */
  public static Finding sqlite(Path file) {
    if (!Files.exists(file)) {
      return new Finding.Absent();
    }
    SQLiteDataSource source = new SQLiteDataSource(SqliteFiles.config());
    source.setUrl("jdbc:sqlite:" + file);
    return look(source, Dialect.SQLITE);
  }

  /** Looks at a PostgreSQL database. */
  public static Finding postgres(PostgresAddress address) {
    DataSource source = address.dataSource();
    try {
      source.setLoginTimeout(LOGIN_SECONDS_MAX);
    } catch (SQLException never) {
      throw new IllegalStateException(never);
    }
    return look(source, Dialect.POSTGRES);
  }

  private static Finding look(DataSource source, Dialect dialect) {
    try (Connection connection = source.getConnection()) {
      // SQLite opens any file; only a statement shows whether it is a database.
      connection.getMetaData().getTables(null, null, "counters", null).close();
    } catch (SQLException refused) {
      return new Finding.Unreachable(String.valueOf(refused.getMessage()));
    }
    Migrations.Shape shape = Migrations.STATE.shape(source, dialect);
    if (shape.isNewer()) {
      return new Finding.Newer(shape.found(), shape.known());
    }
    return shape.isOlder()
        ? new Finding.Older(shape.found(), shape.known())
        : new Finding.Ready(shape.found());
  }
}
