package dev.gumleaf.preview;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.RuleReplay;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DayTotal;
import dev.gumleaf.store.PastCompanies;
import dev.gumleaf.store.PastCompanies.Seen;
import dev.gumleaf.store.PastEntries;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.TimeRange;
import dev.gumleaf.store.Transaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Goes through what is stored of a workspace, in stretches that are a transaction each, so that
 * nothing waits for it. What arrives meanwhile is seen or not.
 */
final class Past {
  /** Rows of profiles or of accounts in one transaction. */
  private static final int STRETCH = 500;

  private final Database database;
  private final DomainReader domains;
  private final WorkspaceId workspace;
  private final RunWatch watch;

  Past(Database database, DomainReader domains, WorkspaceId workspace, RunWatch watch) {
    this.database = database;
    this.domains = domains;
    this.workspace = workspace;
    this.watch = watch;
  }

  /** How many rows each walk through everything passes. */
  long countOwners() {
    return database.read(tx -> new PastEntries(tx).countOwners(workspace));
  }

  /** Looks with some rules at everything, and tells whose each hit is. */
  void replay(Collection<StoredSignal> signals, TimeRange range, Consumer<OwnedHit> found) {
    HitOwners owners = new HitOwners();
    RuleReplay replay =
        new RuleReplay(signals, domains, range, hit -> found.accept(owners.of(hit)), watch::looked);
    walk(
        replay.looksAtPeople(),
        (tx, after) -> {
          List<ProfileKey> profiles = new PastEntries(tx).profiles(workspace, after, STRETCH);
          owners.learnPeople(tx, profiles);
          replay.lookAtPeople(tx, profiles);
          return Stretch.of(profiles.size(), profiles.isEmpty() ? 0 : profiles.getLast().value());
        });
    walk(
        replay.looksAtCompanies(),
        (tx, after) -> {
          List<AccountKey> accounts = new PastEntries(tx).accounts(workspace, after, STRETCH);
          owners.learnCompanies(tx, accounts);
          replay.lookAtCompanies(tx, accounts);
          return Stretch.of(accounts.size(), accounts.isEmpty() ? 0 : accounts.getLast().value());
        });
  }

  /** Goes through all companies that show and are not excluded. */
  void companies(Consumer<Seen> taker) {
    PastCompanies companies = new PastCompanies();
    walk(
        true,
        (tx, after) -> {
          List<Seen> found = companies.list(tx, workspace, after, STRETCH);
          found.forEach(taker);
          return Stretch.of(found.size(), found.isEmpty() ? 0 : found.getLast().account().value());
        });
  }

  /** Goes through the same, with what their days count for their scores, oldest first. */
  void companies(BiConsumer<Seen, List<DayTotal>> taker) {
    PastCompanies companies = new PastCompanies();
    walk(
        true,
        (tx, after) -> {
          List<Seen> found = companies.list(tx, workspace, after, STRETCH);
          Map<AccountKey, List<DayTotal>> totals =
              new ScoreDerivation(tx)
                  .findAllTotals(found.stream().map(Seen::account).toList()).stream()
                      .sorted(Comparator.comparingLong(DayTotal::day))
                      .collect(Collectors.groupingBy(DayTotal::account));
          for (Seen each : found) {
            taker.accept(each, totals.getOrDefault(each.account(), List.of()));
          }
          return Stretch.of(found.size(), found.isEmpty() ? 0 : found.getLast().account().value());
        });
  }

  /** Some rows that follow one another. */
  record Stretch(int rows, long last) {
    static Stretch of(int rows, long last) {
      return new Stretch(rows, last);
    }
  }

  /** Looks at the rows behind a key. */
  interface Look {
    Stretch look(Transaction tx, long after);
  }

  private void walk(boolean isNeeded, Look look) {
    long after = 0;
    int rows = isNeeded ? STRETCH : 0;
    while (rows == STRETCH) {
      long behind = after;
      Stretch stretch = database.read(tx -> look.look(tx, behind));
      after = stretch.last();
      rows = stretch.rows();
      watch.advance(rows);
    }
  }
}
