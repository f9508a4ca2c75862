package dev.gumleaf.app;

import dev.gumleaf.api.Operations.Check;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.StoreException;
import java.util.List;
import java.util.Locale;

/** Whether batches can be taken: the journal writes and the database answers. */
final class Readiness {
  private final Journal journal;
  private final Database database;

  Readiness(Journal journal, Database database) {
    this.journal = journal;
    this.database = database;
  }

  List<Check> checks() {
    return List.of(journal(), database());
  }

  private Check journal() {
    Journal.Health health = journal.health();
    return new Check(
        "journal", health == Journal.Health.WRITABLE, health.name().toLowerCase(Locale.ROOT));
  }

  private Check database() {
    try {
      long position = database.read(tx -> new Derivation(tx).position());
      return new Check("database", true, "applied up to " + position);
    } catch (StoreException e) {
      return new Check("database", false, "does not answer");
    }
  }
}
