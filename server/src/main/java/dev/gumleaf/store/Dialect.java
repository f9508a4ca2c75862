package dev.gumleaf.store;

import java.sql.SQLException;
import java.util.Map;

/**
 * What differs between the two engines. Everything else is one SQL text that both accept.
 *
 * <p>Stateless and thread-safe.
 */
public sealed interface Dialect permits SqliteDialect, PostgresDialect {
  Dialect SQLITE = new SqliteDialect();
  Dialect POSTGRES = new PostgresDialect();

  /** What the {@code ${…}} placeholders of the migrations become. */
  Map<String, String> migrationPlaceholders();

  /** The write did not happen because the disk is full; a later one may succeed. */
  boolean isStorageFull(SQLException error);

  /**
   * The disk refused a write or a sync, and what is on it is unknown: never retried, because after
   * a failed sync the system may report the next one as good without having written anything.
   */
  boolean isStorageBroken(SQLException error);

  /**
   * The suffix that makes a row read for update wait for other writers; empty where all writers
   * wait anyway.
   */
  String forUpdate();
}
