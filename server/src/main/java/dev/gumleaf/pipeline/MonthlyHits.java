package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Iterables;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.signal.Crossing;
import dev.gumleaf.signal.Crossing.View;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.ProfileSpan;
import dev.gumleaf.store.SignalDerivation;
import dev.gumleaf.store.StoredView;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signals that the time of somebody in one month sets off. The month is added up before and after
 * the slice: a total that became enough is found, and a view that comes late can move the moment.
 */
final class MonthlyHits {
  private static final int MONTHS = 12;

  /** Months read with one statement; the views of so many fit into memory. */
  private static final int MONTHS_AT_ONCE = 1_000;

  private final SignalDerivation signals;
  private final HitLedger hits;
  private final List<Ruled<SignalRule.SessionTime>> rules;

  MonthlyHits(SignalDerivation signals, HitLedger hits, List<Ruled<?>> rules) {
    this.signals = signals;
    this.hits = hits;
    this.rules = Rules.only(rules, SignalRule.SessionTime.class);
  }

  /** Tells the views of a month apart. */
  private record Key(@Nullable Long hash, long at) {}

  /** A calendar month (UTC) of a profile. */
  record Month(ProfileKey profile, YearMonth month) {
    /** The month that a time is in. */
    static Month of(ProfileKey profile, long at) {
      return new Month(profile, month(at));
    }

    /** When the month that a time is in begins. */
    static long start(long at) {
      return millis(month(at));
    }

    /** When it ends. */
    static long end(long at) {
      return millis(month(at).plusMonths(1));
    }

    private static YearMonth month(long at) {
      return YearMonth.from(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC));
    }

    long occasion() {
      return (long) month.getYear() * MONTHS + month.getMonthValue() - 1;
    }

    private static long millis(YearMonth month) {
      return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    ProfileSpan span() {
      return new ProfileSpan(profile, millis(month), millis(month.plusMonths(1)));
    }
  }

  void look(List<PendingVisit> visits) {
    if (rules.isEmpty()) {
      return;
    }
    Map<Month, List<PendingVisit>> months = new LinkedHashMap<>();
    for (PendingVisit visit : visits) {
      if (visit.row().kind() == CallKind.PAGE_VIEW) {
        Month month = Month.of(visit.row().profile(), visit.row().effectiveAt());
        months.computeIfAbsent(month, key -> new ArrayList<>()).add(visit);
      }
    }
    Iterables.partition(months.keySet(), MONTHS_AT_ONCE).forEach(some -> look(some, months));
  }

  private void look(List<Month> some, Map<Month, List<PendingVisit>> months) {
    Map<ProfileSpan, List<StoredView>> views =
        signals.findPageViews(some.stream().map(Month::span).toList());
    List<HitRow> added = new ArrayList<>();
    List<HitRow> moved = new ArrayList<>();
    for (Month month : some) {
      look(
          month,
          months.getOrDefault(month, List.of()),
          views.getOrDefault(month.span(), List.of()),
          added,
          moved);
    }
    move(moved, added);
    hits.add(added);
  }

  private void look(
      Month month,
      List<PendingVisit> news,
      List<StoredView> after,
      List<HitRow> added,
      List<HitRow> moved) {
    Map<Key, Long> gained = new HashMap<>();
    for (PendingVisit visit : news) {
      gained.merge(
          new Key(visit.row().hash(), visit.row().effectiveAt()),
          visit.isStored() ? visit.row().focusMillis() : visit.addedFocusMillis(),
          Long::sum);
    }
    List<View> viewsAfter = after.stream().map(row -> view(row, 0)).toList();
    List<View> viewsBefore =
        after.stream()
            .map(row -> view(row, gained.getOrDefault(new Key(row.hash(), row.at()), 0L)))
            .toList();
    for (Ruled<SignalRule.SessionTime> each : rules) {
      long enough = each.rule().activeMillisMin();
      Optional<View> was = Crossing.find(viewsBefore, enough);
      Optional<View> is = Crossing.find(viewsAfter, enough);
      if (is.isPresent() && was.isEmpty()) {
        added.add(hit(month, each.signal().id(), each.signal().version(), is.get(), after, enough));
      } else if (is.isPresent() && !isSame(was.get(), is.get())) {
        moved.add(hit(month, each.signal().id(), each.signal().version(), is.get(), after, enough));
      }
    }
  }

  /** What all views of a month set off. */
  static Optional<HitRow> find(
      Month month, Ruled<SignalRule.SessionTime> each, List<StoredView> views) {
    long enough = each.rule().activeMillisMin();
    return Crossing.find(views.stream().map(row -> view(row, 0)).toList(), enough)
        .map(at -> hit(month, each.signal().id(), each.signal().version(), at, views, enough));
  }

  private static boolean isSame(View a, View b) {
    return a.at() == b.at() && a.key() == b.key();
  }

  private static View view(StoredView row, long without) {
    return new View(row.at(), row.hash() == null ? 0 : row.hash(), row.focusMillis() - without);
  }

  /** What is moved takes the place of what is there; what was before the signal is in no place. */
  private void move(List<HitRow> moved, List<HitRow> added) {
    Set<Place> places = new HashSet<>();
    signals
        .findHitsOfProfiles(
            moved.stream().map(HitRow::signal).distinct().toList(),
            moved.stream().map(MonthlyHits::profile).distinct().toList())
        .forEach(hit -> places.add(Place.of(hit)));
    List<HitRow> there = moved.stream().filter(hit -> places.contains(Place.of(hit))).toList();
    hits.withdraw(there);
    added.addAll(there);
  }

  private static ProfileKey profile(HitRow hit) {
    return requireNonNull(hit.profile());
  }

  /** What tells hits of months apart. */
  private record Place(ProfileKey profile, long signal, int version, long occasion) {
    static Place of(HitRow hit) {
      return new Place(MonthlyHits.profile(hit), hit.signal(), hit.version(), hit.occasion());
    }
  }

  private static HitRow hit(
      Month month, long signal, int version, View at, List<StoredView> views, long enough) {
    return new HitRow(
        signal,
        version,
        month.profile(),
        null,
        month.occasion(),
        at.at(),
        HitEvidence.ofMonth(month.month().toString(), messageId(at, views), enough));
  }

  private static @Nullable String messageId(View at, List<StoredView> views) {
    return views.stream()
        .filter(row -> view(row, 0).equals(at))
        .findFirst()
        .map(StoredView::messageId)
        .orElse(null);
  }
}
