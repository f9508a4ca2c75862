package dev.gumleaf.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.config.Settings;
import dev.gumleaf.journal.AppendCallback;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalSlice;
import dev.gumleaf.store.Scrub;
import java.io.PrintWriter;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The program with the one fault that everything is built to avoid: it answers before it writes.
 * The tests that prove durability are held against it, and must notice.
 */
public final class EarlyAckServer {
  private EarlyAckServer() {}

  public static void main(String[] args) {
    Program program =
        new Program(
                new EarlyAckWiring(),
                new StopSignal(),
                InstantSource.system(),
                System.getenv(),
                new StringReader(""))
            .withOutput(
                new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8));
    System.exit(program.run(args));
  }

  private static final class EarlyAckWiring extends Wiring {
    @Override
    Journal openJournal(Settings settings, Observations observations, Consumer<Throwable> onFatal) {
      return new EarlyAckJournal(super.openJournal(settings, observations, onFatal));
    }
  }

  private record EarlyAckJournal(Journal journal, AtomicLong sequences) implements Journal {
    EarlyAckJournal(Journal journal) {
      this(journal, new AtomicLong());
    }

    @Override
    public void append(JournalEntry entry, AppendCallback callback) {
      callback.durable(sequences.incrementAndGet());
      journal.append(
          entry,
          new AppendCallback() {
            @Override
            public void durable(long sequence) {}

            @Override
            public void refused(Refusal refusal) {}
          });
    }

    @Override
    public JournalSlice read(long afterSequence, int entriesMax, long bytesMax) {
      return journal.read(afterSequence, entriesMax, bytesMax);
    }

    @Override
    public long lastSequence() {
      return journal.lastSequence();
    }

    @Override
    public long trim(long appliedSequence, Instant writtenBefore) {
      return journal.trim(appliedSequence, writtenBefore);
    }

    @Override
    public Rewrite rewrite(long upToSequence, Rewriter rewriter) {
      return journal.rewrite(upToSequence, rewriter);
    }

    @Override
    public Scrub.Result scrub(long renewBytesMax) {
      return journal.scrub(renewBytesMax);
    }

    @Override
    public Health health() {
      return journal.health();
    }

    @Override
    public long queuedBytes() {
      return journal.queuedBytes();
    }

    @Override
    public void onDurable(Runnable listener) {
      journal.onDurable(listener);
    }

    @Override
    public void close() {
      journal.close();
    }
  }
}
