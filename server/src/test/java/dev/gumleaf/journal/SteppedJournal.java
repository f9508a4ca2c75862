package dev.gumleaf.journal;

import dev.gumleaf.store.Dialect;
import dev.gumleaf.store.Migrations;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig.TransactionMode;

/** A journal on SQLite without its thread: the test says when a group is written. */
public final class SteppedJournal {
  private final SqlJournal journal;
  private final FaultyDisk disk;
  private final List<Throwable> fatal = new ArrayList<>();

  private SteppedJournal(Path file, JournalLimits limits, InstantSource clock) {
    disk = new FaultyDisk(JournalConnections.sqliteSource(file, TransactionMode.IMMEDIATE));
    journal =
        new SqlJournal(
            new JournalConnections(
                Dialect.SQLITE,
                disk,
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

  public FaultyDisk disk() {
    return disk;
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
