package dev.gumleaf.pipeline;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.signal.Crossing;
import dev.gumleaf.signal.Crossing.View;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.SignalDerivation;
import dev.gumleaf.store.StoredView;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signals that the time of somebody in one month sets off. The month is added up before and after
 * the slice: a total that became enough is found, and a view that comes late can move the moment.
 */
final class MonthlyHits {
  private static final int MONTHS = 12;

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

  private record Month(ProfileKey profile, YearMonth month) {
    long occasion() {
      return (long) month.getYear() * MONTHS + month.getMonthValue() - 1;
    }

    private static long millis(YearMonth month) {
      return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    long from() {
      return millis(month);
    }

    long until() {
      return millis(month.plusMonths(1));
    }
  }

  void look(List<PendingVisit> visits) {
    if (rules.isEmpty()) {
      return;
    }
    Map<Month, List<PendingVisit>> months = new LinkedHashMap<>();
    for (PendingVisit visit : visits) {
      if (visit.row().kind() == CallKind.PAGE_VIEW) {
        YearMonth month =
            YearMonth.from(
                Instant.ofEpochMilli(visit.row().effectiveAt()).atOffset(ZoneOffset.UTC));
        months
            .computeIfAbsent(new Month(visit.row().profile(), month), key -> new ArrayList<>())
            .add(visit);
      }
    }
    List<HitRow> added = new ArrayList<>();
    List<HitRow> moved = new ArrayList<>();
    months.forEach((month, news) -> look(month, news, added, moved));
    hits.withdraw(moved);
    hits.add(added);
  }

  private void look(Month month, List<PendingVisit> news, List<HitRow> added, List<HitRow> moved) {
    List<StoredView> after = signals.findPageViews(month.profile(), month.from(), month.until());
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
        known(month, each)
            .ifPresent(hit -> {
              moved.add(hit);
              added.add(hit(month, hit.signal(), hit.version(), is.get(), after, enough));
            });
      }
    }
  }

  private static boolean isSame(View a, View b) {
    return a.at() == b.at() && a.key() == b.key();
  }

  private static View view(StoredView row, long without) {
    return new View(row.at(), row.hash() == null ? 0 : row.hash(), row.focusMillis() - without);
  }

  private Optional<HitRow> known(Month month, Ruled<?> each) {
    return signals
        .findHitsOfProfiles(List.of(each.signal().id()), List.of(month.profile()))
        .stream()
        .filter(hit -> hit.occasion() == month.occasion())
        .filter(hit -> hit.version() == each.signal().version())
        .findFirst();
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
