package dev.gumleaf.pipeline;

import dev.gumleaf.journal.Journal;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.StorageFailure;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import java.util.Random;

/**
 * A pipeline that a test moves slice by slice, and whose database fails on cue in mid-transaction.
 */
public final class SteppedPipeline {
  private final Journal journal;
  private final Database database;
  private final Random random;
  private int failAfterSteps = -1;

  public SteppedPipeline(Journal journal, Database database, Random random) {
    this.journal = journal;
    this.database = database;
    this.random = random;
  }

  /**
   * Applies one slice of a random size; with a fault, the transaction ends somewhere in between.
   */
  public boolean step(boolean fails) {
    failAfterSteps = fails ? random.nextInt(5) : -1;
    PipelineLimits limits = new PipelineLimits(1 + random.nextInt(20), 1L << 20);
    try {
      return PipelineHarness.pipeline(journal, database, limits, new Failing())
          .applyNextOrSetAside();
    } catch (StorageFailure onCue) {
      return false;
    }
  }

  public long position() {
    return database.read(tx -> new Derivation(tx).position());
  }

  private final class Failing implements PipelineListener {
    @Override
    public void stepped(String step, long nanos) {
      if (failAfterSteps-- == 0) {
        throw new StorageFailure("the database failed, on cue") {};
      }
    }

    @Override
    public void derived(CallKind kind, ItemOutcome outcome) {}

    @Override
    public void applied(int requests, long sequence) {}
  }
}
