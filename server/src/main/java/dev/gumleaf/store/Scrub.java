package dev.gumleaf.store;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes the bytes of deleted and replaced rows vanish from the files of a database: an engine only
 * marks their place as free. What the file system, the disk below it, replicas and backups still
 * hold is out of reach. Thread-safe.
 */
public sealed interface Scrub permits SqliteScrub, PostgresScrub {
  /** How far it got. */
  enum Result {
    /**
     * Everything was written anew: the database's files hold none of the old bytes. PostgreSQL's
     * write-ahead log holds them until its segments are recycled.
     */
    RENEWED,
    /**
     * What can be had without writing everything anew. SQLite has overwritten rows and pages that
     * became free, and emptied its log; but when it moves rows between pages it can leave a copy in
     * the unused part of one, until that page is used up or free. PostgreSQL has made the space
     * free, and overwrites it as it needs it.
     */
    FREED,
    /** Somebody reads, or another program writes, and did not stop; a later try may get further. */
    IN_USE
  }

  /** Runs a step while no other of this program's writers does. */
  @FunctionalInterface
  interface Turn {
    boolean run(Step step) throws SQLException;
  }

  /** Statements on the scrub's own connection; tells whether they did what they are there for. */
  @FunctionalInterface
  interface Step {
    boolean run() throws SQLException;
  }

  /**
   * The scrub of one engine.
   *
   * @param source gives connections that may write
   * @param tables what to scrub, where an engine keeps tables apart
   */
  static Scrub of(Dialect dialect, DataSource source, List<String> tables, Turn turn) {
    return switch (dialect) {
      case SqliteDialect _ -> new SqliteScrub(source, turn);
      case PostgresDialect _ -> new PostgresScrub(source, tables);
    };
  }

  /**
   * Does it now. May take seconds for each 100 MB that are written anew, and needs as much space on
   * the disk meanwhile.
   *
   * @param renewBytesMax what is larger than this is not written anew; nobody else can write to
   *     what is (on PostgreSQL: nor read a table) until that is done
   */
  Result run(long renewBytesMax) throws SQLException;
}
