package dev.gumleaf.benchmarks;

import dev.gumleaf.journal.AppendCallback;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalLimits;
import dev.gumleaf.journal.SqlJournal;
import dev.gumleaf.model.WorkspaceId;
import java.nio.file.Path;
import java.time.InstantSource;

/** The server's journal in a SQLite file. */
final class JournalTarget implements GroupLog {
  private static final WorkspaceId WORKSPACE = new WorkspaceId(1);

  private final InstantSource clock = InstantSource.system();
  private final Journal journal;

  JournalTarget(Path file) {
    this.journal =
        SqlJournal.sqlite(
            file,
            JournalLimits.DEFAULT,
            clock,
            System::nanoTime,
            (entries, bytes, nanos) -> {},
            error -> {
              throw new IllegalStateException(error);
            });
  }

  @Override
  public void append(byte[] body, Runnable durable) {
    journal.append(
        new JournalEntry(
            JournalEntry.Kind.ACCOUNTS_BATCH,
            WORKSPACE,
            clock.instant(),
            "req_01m86x1w0tx0j3z7f1emrefd2k",
            "127.0.0.1",
            "gumleaf-bench/1",
            null,
            body),
        new AppendCallback() {
          @Override
          public void durable(long sequence) {
            durable.run();
          }

          @Override
          public void refused(Refusal refusal) {
            throw new IllegalStateException(refusal.name());
          }
        });
  }

  @Override
  public void close() {
    journal.close();
  }
}
