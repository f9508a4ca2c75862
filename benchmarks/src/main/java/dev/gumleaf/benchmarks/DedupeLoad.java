package dev.gumleaf.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Insert rates of an event table that refuses repeated ids, as it grows: ids unique inside their
 * account, as the server has it, or over all. Both have the timeline index. One thread, sorted
 * batches of 10,000 rows.
 *
 * <p>Options: {@code --unique account|global}, {@code --millions}, {@code --directory}.
 */
public final class DedupeLoad {
  private static final int BATCH = 10_000;
  private static final int ACCOUNTS = 100_000;
  private static final int ROWS_PER_ACCOUNT_AND_REQUEST = 30;
  private static final String BODY = "{\"note\":\"" + "n".repeat(60) + "\"}";
  private static final Zipf ZIPF = new Zipf(ACCOUNTS);

  private record Row(int account, long id) {
    String messageId() {
      return String.format(Locale.ROOT, "%016x-%016x", Bits.mix(id + 7), id);
    }
  }

  private DedupeLoad() {}

  /** Prints a line of key=value for each million of rows. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    boolean global = options.text("unique", "account").equals("global");
    Path directory = Path.of(options.text("directory", "."));
    Files.createDirectories(directory);
    Path file = directory.resolve("dedupe-" + System.nanoTime() + ".db");
    try (Connection connection = SqliteConnections.open(file, SynchronousMode.NORMAL)) {
      create(connection, global);
      connection.setAutoCommit(false);
      long rows = 0;
      for (int million = 1; million <= options.number("millions", 4); million++) {
        long start = System.nanoTime();
        while (rows < million * 1_000_000L) {
          insert(connection, rows);
          rows += BATCH;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "million=%d rate=%.0f bytes_per_row=%.0f%n",
            million,
            1e6 / seconds,
            Files.size(file) / (double) rows);
      }
    }
  }

  private static void create(Connection connection, boolean global) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE entries (
            entry_key INTEGER PRIMARY KEY,
            account_key BIGINT NOT NULL,
            hash BIGINT NOT NULL,
            effective_at BIGINT NOT NULL,
            message_id TEXT NOT NULL,
            body TEXT NOT NULL
          )
          """);
      statement.execute("CREATE INDEX timeline ON entries (account_key, effective_at)");
      statement.execute(
          global
              ? "CREATE UNIQUE INDEX once ON entries (message_id)"
              : "CREATE UNIQUE INDEX once ON entries (account_key, hash)");
    }
  }

  private static void insert(Connection connection, long firstKey) throws SQLException {
    Row[] batch = new Row[BATCH];
    for (int i = 0; i < BATCH; i++) {
      long request = (firstKey + i) / ROWS_PER_ACCOUNT_AND_REQUEST;
      batch[i] = new Row(ZIPF.pick(Bits.mix(request)), Bits.mix(firstKey + i));
    }
    Arrays.sort(batch, Comparator.comparingInt(Row::account).thenComparingLong(Row::id));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      for (int i = 0; i < BATCH; i++) {
        insert.setLong(1, firstKey + i);
        insert.setLong(2, batch[i].account());
        insert.setLong(3, batch[i].id());
        insert.setLong(4, firstKey + i);
        insert.setString(5, batch[i].messageId());
        insert.setString(6, BODY);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }
}
