package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.AccountBatch;
import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.EntryOutcome;
import dev.gumleaf.ingest.Outcomes;
import dev.gumleaf.journal.CorruptJournalException;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalSlice;
import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.model.StorageFailure;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives state from the journal: reads the next slice, runs {@link #steps} over it, and commits
 * everything with the new position. Crash before the commit: the slice is read again. Crash after
 * it: the position has moved. So each entry takes effect exactly once.
 *
 * <p>Not thread-safe; several nodes on one database exclude each other by the locked position.
 */
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /** What happens to a slice, in order. */
  private static List<Step> steps(Knowledge knowledge, InstantSource clock) {
    return List.of(
        new ReadPeople(knowledge.domains(), knowledge.isBot(), knowledge.addresses()),
        new DropForgotten(),
        new ResolveAccounts(),
        new ResolveProfiles(knowledge.domains(), knowledge.newSecret()),
        new StoreEntries(),
        new MergeTraits(),
        new EvaluateFit(),
        new CountActivity(),
        new StoreVisits(),
        new CountVisits(),
        new MergeProfileTraits(),
        new ShowPeople(knowledge.domains()),
        new FindSignals(knowledge.domains()),
        new ScoreAccounts(),
        new KeepMemberships(clock),
        new WriteFates(),
        new WriteChanges());
  }

  /** How much smaller each try on a slice with a bug is. */
  private static final int NARROWING = 16;

  private final Journal journal;
  private final Database database;
  private final BatchReader reader;
  private final List<Step> steps;
  private final Outcomes outcomes;
  private final PipelineLimits limits;
  private final PipelineListener listener;
  private final LongSupplier nanoTime;

  public Pipeline(
      Journal journal,
      Database database,
      BatchReader reader,
      Knowledge knowledge,
      Outcomes outcomes,
      PipelineLimits limits,
      PipelineListener listener,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.journal = journal;
    this.database = database;
    this.reader = reader;
    this.steps = steps(knowledge, clock);
    this.outcomes = outcomes;
    this.limits = limits;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /**
   * Applies the next slice, and if it meets a bug, the largest part of it that works; a request
   * that fails even alone is set aside.
   *
   * @return whether there was anything to apply; false when the pipeline has caught up
   * @throws StorageFailure if the database failed; nothing was changed, and trying again may help
   */
  public boolean applyNextOrSetAside() {
    int requestsMax = limits.sliceEntriesMax();
    while (true) {
      try {
        return apply(requestsMax, steps);
      } catch (RuntimeException e) {
        if (e instanceof StorageFailure) {
          throw e;
        }
        LOG.atError()
            .addKeyValue("event", "slice_failed")
            .addKeyValue("requests_max", requestsMax)
            .setCause(e)
            .log("a slice of the journal met a bug; narrowing it down");
        if (requestsMax == 1) {
          return apply(1, List.of(new SetAsideAll(e), new WriteFates()));
        }
        requestsMax = Math.max(1, requestsMax / NARROWING);
      }
    }
  }

  private boolean apply(int requestsMax, List<Step> steps) {
    Applied applied = database.writeDerived(tx -> apply(new Derivation(tx), requestsMax, steps));
    for (SliceRequest request : applied.requests()) {
      List<EntryOutcome> known = request.outcomes();
      outcomes.publish(request.sequence(), known);
      known.forEach(outcome -> listener.derived(outcome.kind(), outcome.outcome()));
    }
    if (applied.requests().isEmpty()) {
      return false;
    }
    listener.applied(applied.requests().size(), applied.position());
    return true;
  }

  private record Applied(List<SliceRequest> requests, long position) {}

  private Applied apply(Derivation derivation, int requestsMax, List<Step> steps) {
    long position = derivation.lockPosition();
    JournalSlice slice = journal.read(position, requestsMax, limits.sliceBytesMax());
    List<Positioned> next =
        slice.entries().stream()
            .filter(entry -> entry.sequence() > position)
            .limit(requestsMax)
            .toList();
    if (next.isEmpty()) {
      return new Applied(List.of(), position);
    }
    requireNoGap(position, next.getFirst().sequence());
    long newPosition = next.getLast().sequence();
    SliceWork work = new SliceWork(derivation);
    decode(next, work);
    for (Step step : steps) {
      long start = nanoTime.getAsLong();
      step.apply(work);
      listener.stepped(step.name(), nanoTime.getAsLong() - start);
    }
    derivation.movePosition(newPosition);
    return new Applied(work.requests(), newPosition);
  }

  /** Sequences have no holes; a missing one was acknowledged and must not be passed over. */
  private static void requireNoGap(long position, long next) {
    if (next != position + 1) {
      throw new CorruptJournalException(
          "the state is applied up to sequence %d and the journal goes on at %d: what is between was"
                  .formatted(position, next)
              + " trimmed or lost, and journal and state are not of one time");
    }
  }

  private void decode(List<Positioned> entries, SliceWork work) {
    long start = nanoTime.getAsLong();
    for (Positioned positioned : entries) {
      JournalEntry entry = positioned.entry();
      try {
        work.add(new SliceRequest(positioned.sequence(), entry, reader.read(entry)));
      } catch (RuntimeException bug) {
        // It was read once before it was journaled, so this is a reader that changed for the worse.
        LOG.atError()
            .addKeyValue("event", "entry_set_aside")
            .addKeyValue("request_id", entry.requestId())
            .setCause(bug)
            .log("a journaled request cannot be read any more");
        work.addUnreadable(new SliceRequest(positioned.sequence(), entry, AccountBatch.EMPTY), bug);
      }
    }
    listener.stepped("decode", nanoTime.getAsLong() - start);
  }
}
