package dev.gumleaf.app;

import dev.gumleaf.journal.Journal;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;

/**
 * How far the journal and the pipeline are.
 *
 * @param last the newest durable entry, 0 when there never was one
 * @param applied the newest entry that is in the state
 */
record JournalPositions(long last, long applied) {
  /** How far they are in this process. */
  static JournalPositions of(Journal journal, Database database) {
    return of(journal.lastSequence(), database);
  }

  static JournalPositions of(long last, Database database) {
    return new JournalPositions(last, database.read(tx -> new Derivation(tx).position()));
  }

  /** How many durable requests are not in the state yet. */
  long lag() {
    return last - applied;
  }

  /** New requests would get sequences that were applied already, and be passed over. */
  void requireOneTime() {
    if (last < applied) {
      throw new CommandFailure(
          "the state is applied up to request %d, but the journal ends at %d: they are not of one"
                  .formatted(applied, last)
              + " time\nput back the journal and the state of one backup");
    }
  }
}
