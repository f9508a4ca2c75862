package dev.gumleaf.journal;

import dev.gumleaf.journal.FaultyConnections.Point;
import dev.gumleaf.store.Dialect;
import dev.gumleaf.store.Migrations;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A journal on SQLite without its thread: the test says when a group is written. */
public final class SteppedJournal {
  private static final List<Point> POINTS =
      List.of(Point.FIRST_WRITE, Point.SECOND_WRITE, Point.COMMIT, Point.AFTER_COMMIT);

  private final SqlJournal journal;
  private final FaultyConnections disk = new FaultyConnections();
  private final List<Throwable> fatal = new ArrayList<>();

  private SteppedJournal(Path file, JournalLimits limits, InstantSource clock) {
    journal =
        new SqlJournal(
            new JournalConnections(
                Dialect.SQLITE,
                disk.over(JournalConnections.sqliteSource(file, TransactionMode.IMMEDIATE)),
                JournalConnections.sqliteSource(file, TransactionMode.DEFERRED)),
            limits,
            clock,
            () -> 0,
            (entries, bytes, nanos) -> {},
            fatal::add);
  }

  public static SteppedJournal open(Path file, JournalLimits limits, InstantSource clock) {
    Migrations.JOURNAL.run(
        JournalConnections.sqliteSource(file, TransactionMode.IMMEDIATE), Dialect.SQLITE);
    return reopen(file, limits, clock);
  }

  /** Opens a file that was open before, without looking at its shape again. */
  public static SteppedJournal reopen(Path file, JournalLimits limits, InstantSource clock) {
    return new SteppedJournal(file, limits, clock);
  }

  public Journal journal() {
    return journal;
  }

  /** Breaks the next write or commit, once, at a place and in a way decided by chance. */
  public void breakNext(Random random) {
    Point point = POINTS.get(random.nextInt(POINTS.size()));
    // When the disk is full, the engine has not committed.
    boolean isFull = point != Point.AFTER_COMMIT && random.nextBoolean();
    SQLiteErrorCode code =
        isFull ? SQLiteErrorCode.SQLITE_FULL : SQLiteErrorCode.SQLITE_IOERR_FSYNC;
    disk.breakOnceAt(point, () -> new SQLiteException("on cue", code));
  }

  /** What the journal reported as the end of it. */
  public List<Throwable> fatal() {
    return fatal;
  }

  /** Writes one group of what is waiting. */
  public boolean writeWaiting() {
    return journal.writeWaiting();
  }
}
