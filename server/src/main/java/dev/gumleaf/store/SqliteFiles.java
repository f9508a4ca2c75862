package dev.gumleaf.store;

import org.sqlite.SQLiteConfig;

/** How every SQLite file of ours is opened. */
public final class SqliteFiles {
  /** How long a statement waits for a lock of another process, such as the keys command. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private static final int PAGE_BYTES = 4096;

  private SqliteFiles() {}

  /** Write-ahead log; callers choose the sync mode, and that writers lock at once. */
  public static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setPageSize(PAGE_BYTES);
    // The driver would look up the row's id after each insert; ours are known before.
    config.setGetGeneratedKeys(false);
    config.setPragma(SQLiteConfig.Pragma.FOREIGN_KEYS, "ON");
    // Always, because what an update leaves behind today no later delete can find; see SqliteScrub.
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
    return config;
  }
}
