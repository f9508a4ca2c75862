package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.AccountDay;
import dev.gumleaf.score.Points;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.ScoreTrack;
import dev.gumleaf.store.DayTotal;
import dev.gumleaf.store.GroupSum;
import dev.gumleaf.store.ScoreDay;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.ScoreDerivation.Shown;
import dev.gumleaf.store.ScoreRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps up what days count for accounts as they are shown, and the scores that follow. */
final class TotalsKeeper {
  private final ScoreDerivation scores;
  private final ScoreModels models;
  private final Map<WorkspaceId, ScoreModel> inForce = new HashMap<>();

  TotalsKeeper(ScoreDerivation scores, ScoreModels models) {
    this.scores = scores;
    this.models = models;
  }

  /** A day of an account before and after. */
  private record Change(DayTotal before, DayTotal after) {}

  /**
   * Adds up some days again.
   *
   * @param days of any rows of accounts; what they are shown under is what counts
   */
  ScoreChanges apply(Collection<ScoreDay> days, long now) {
    if (days.isEmpty()) {
      return ScoreChanges.NONE;
    }
    Set<AccountKey> rows = new LinkedHashSet<>();
    days.forEach(day -> rows.add(day.account()));
    List<Shown> shown = scores.findShown(rows);
    Map<AccountKey, Shown> byRow = shown.stream().collect(toMap(Shown::account, each -> each));
    Map<AccountKey, List<AccountKey>> members = new LinkedHashMap<>();
    shown.forEach(
        each -> members.computeIfAbsent(each.head(), key -> new ArrayList<>()).add(each.account()));
    Set<ScoreDay> heads = new LinkedHashSet<>();
    for (ScoreDay day : days) {
      Shown row = byRow.get(day.account());
      // What was shown by itself may be shown under another now, and has nothing of its own.
      heads.add(day);
      if (row != null) {
        heads.add(new ScoreDay(row.head(), day.day()));
      }
    }
    Map<ScoreDay, DayTotal> before =
        scores.findTotals(heads).stream().collect(toMap(DayTotal::scoreDay, each -> each));
    Map<ScoreDay, DayTotal> after = totals(heads, members, byRow);
    return write(heads, before, after, byRow, now);
  }

  private Map<ScoreDay, DayTotal> totals(
      Set<ScoreDay> heads,
      Map<AccountKey, List<AccountKey>> members,
      Map<AccountKey, Shown> byRow) {
    Set<ScoreDay> asked = new LinkedHashSet<>();
    for (ScoreDay head : heads) {
      members
          .getOrDefault(head.account(), List.of())
          .forEach(member -> asked.add(new ScoreDay(member, head.day())));
    }
    Map<ScoreDay, Map<String, Points>> sums = new LinkedHashMap<>();
    for (GroupSum sum : scores.findSums(asked)) {
      AccountKey head = requireNonNull(byRow.get(sum.account())).head();
      sums.computeIfAbsent(new ScoreDay(head, sum.day()), key -> new TreeMap<>())
          .merge(sum.group(), new Points(sum.points(), sum.at()), Points::plus);
    }
    Map<ScoreDay, Integer> people = new HashMap<>();
    scores
        .findPeople(asked)
        .forEach((day, count) -> {
          AccountKey head = requireNonNull(byRow.get(day.account())).head();
          people.merge(new ScoreDay(head, day.day()), count, Integer::sum);
        });
    Map<ScoreDay, DayTotal> totals = new LinkedHashMap<>();
    sums.forEach((day, groups) -> {
      int active = people.getOrDefault(day, 0);
      WorkspaceId workspace = requireNonNull(byRow.get(day.account())).workspace();
      Points total = AccountDay.of(model(workspace), day.day(), active, groups).total();
      if (total.points() > 0) {
        totals.put(day, new DayTotal(day.account(), day.day(), total.points(), total.at(), active));
      }
    });
    return totals;
  }

  private ScoreModel model(WorkspaceId workspace) {
    return inForce.computeIfAbsent(workspace, key -> models.of(scores, key));
  }

  private ScoreChanges write(
      Set<ScoreDay> heads,
      Map<ScoreDay, DayTotal> before,
      Map<ScoreDay, DayTotal> after,
      Map<AccountKey, Shown> byRow,
      long now) {
    List<DayTotal> written = new ArrayList<>();
    List<ScoreDay> gone = new ArrayList<>();
    Map<AccountKey, Map<Long, Change>> changes = new LinkedHashMap<>();
    for (ScoreDay day : heads) {
      DayTotal none = new DayTotal(day.account(), day.day(), 0, Long.MIN_VALUE, 0);
      Change change = new Change(before.getOrDefault(day, none), after.getOrDefault(day, none));
      if (!change.before().equals(change.after())) {
        if (change.after().points() > 0) {
          written.add(change.after());
        } else {
          gone.add(day);
        }
        changes.computeIfAbsent(day.account(), key -> new TreeMap<>()).put(day.day(), change);
      }
    }
    scores.deleteTotals(gone);
    scores.writeTotals(written);
    return track(changes, byRow, now);
  }

  private ScoreChanges track(
      Map<AccountKey, Map<Long, Change>> changes, Map<AccountKey, Shown> byRow, long now) {
    Map<AccountKey, ScoreRow> stored =
        scores.findScores(changes.keySet()).stream().collect(toMap(ScoreRow::account, row -> row));
    Map<AccountKey, ScoreTrack> tracks = new LinkedHashMap<>();
    Set<AccountKey> again = new LinkedHashSet<>();
    changes.forEach((account, days) -> {
      ScoreRow row = stored.get(account);
      ScoreTrack track = row == null ? ScoreTrack.NONE : ScoreTracks.track(row);
      for (Map.Entry<Long, Change> day : days.entrySet()) {
        Points total = points(day.getValue().after());
        if (!track.isNewest(day.getKey(), total)) {
          again.add(account);
          return;
        }
        track = track.withNewest(day.getKey(), points(day.getValue().before()), total);
      }
      tracks.put(account, track);
    });
    Map<AccountKey, List<DayTotal>> all =
        scores.findAllTotals(again).stream().collect(groupingBy(DayTotal::account));
    again.forEach(
        account -> tracks.put(account, ScoreTracks.of(all.getOrDefault(account, List.of()))));
    List<AccountKey> gone = new ArrayList<>();
    List<ScoreRow> written = new ArrayList<>();
    tracks.forEach((account, track) -> {
      if (track.newestDay() == ScoreTrack.NO_DAY) {
        gone.add(account);
      } else {
        WorkspaceId workspace = requireNonNull(byRow.get(account)).workspace();
        written.add(ScoreTracks.row(account, workspace, model(workspace), track, now));
      }
    });
    scores.deleteScores(gone);
    scores.writeScores(written);
    return new ScoreChanges(stored, written, gone);
  }

  private static Points points(DayTotal total) {
    return new Points(total.points(), total.at());
  }
}
