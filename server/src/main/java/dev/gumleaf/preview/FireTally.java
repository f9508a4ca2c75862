package dev.gumleaf.preview;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.preview.OwnedHit.Standing;
import dev.gumleaf.preview.SignalPast.Day;
import dev.gumleaf.preview.SignalPast.Example;
import dev.gumleaf.preview.SignalPast.Overlap;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.StoredSignal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds hits up, without keeping them: a few numbers for each company. Not thread-safe. */
final class FireTally {
  /** Fires that are shown. */
  static final int NEWEST = 20;

  private static final Comparator<Example> OLDEST_FIRST =
      Comparator.comparingLong((Example example) -> example.hit().at())
          .thenComparingLong(example -> example.hit().occasion());

  private final PastDays days;
  private final long tried;
  private final Map<Long, Integer> places = new HashMap<>();
  private final RunWatch watch;
  private final long[] perDay;
  private final Set<Long> people = new HashSet<>();
  private final Map<AccountKey, BitSet> companies = new HashMap<>();
  private final PriorityQueue<Example> newest = new PriorityQueue<>(OLDEST_FIRST);
  private long fires;
  private long withoutCompany;
  private long ownPeople;
  private long excludedCompanies;

  /**
   * Nothing so far.
   *
   * @param signals the one that is tried first, then those that it is compared with
   */
  FireTally(PastDays days, List<StoredSignal> signals, RunWatch watch) {
    this.days = days;
    this.tried = signals.getFirst().id();
    for (int i = 0; i < signals.size(); i++) {
      places.put(signals.get(i).id(), i);
    }
    this.watch = watch;
    this.perDay = new long[days.days()];
  }

  /** One more hit, of the days. */
  void add(OwnedHit owned) {
    HitRow hit = owned.hit();
    if (hit.signal() == tried) {
      count(owned);
    }
    AccountKey company = owned.company();
    if (company != null && owned.standing() == Standing.COUNTS) {
      companies
          .computeIfAbsent(company, key -> new BitSet())
          .set(places.getOrDefault(hit.signal(), 0));
      watch.requireRoom(companies.size());
    }
  }

  private void count(OwnedHit owned) {
    switch (owned.standing()) {
      case OWN_PEOPLE -> ownPeople++;
      case EXCLUDED_COMPANY -> excludedCompanies++;
      case COUNTS -> {
        fires++;
        perDay[days.indexOf(owned.hit().at())]++;
        if (owned.company() == null) {
          withoutCompany++;
        }
        if (owned.person() != null) {
          people.add(owned.person().value());
          watch.requireRoom(people.size());
        }
        newest.add(new Example(owned.hit(), owned.person(), owned.company()));
        if (newest.size() > NEWEST) {
          newest.remove();
        }
      }
    }
  }

  SignalPast finish(List<StoredSignal> others, @Nullable ForetoldPast foretold) {
    List<Day> all = new ArrayList<>();
    for (int i = 0; i < perDay.length; i++) {
      all.add(new Day(days.list().get(i), perDay[i]));
    }
    return new SignalPast(
        days.from(),
        days.now(),
        fires,
        all,
        people.size(),
        companies.values().stream().filter(fired -> fired.get(0)).count(),
        withoutCompany,
        ownPeople,
        excludedCompanies,
        newest.stream().sorted(OLDEST_FIRST.reversed()).toList(),
        others.stream().map(this::overlap).toList(),
        foretold);
  }

  private Overlap overlap(StoredSignal other) {
    int place = places.getOrDefault(other.id(), 0);
    long of = companies.values().stream().filter(fired -> fired.get(place)).count();
    long both =
        companies.values().stream().filter(fired -> fired.get(place) && fired.get(0)).count();
    return new Overlap(other.id(), other.name(), of, both);
  }
}
