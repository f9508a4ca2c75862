package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.ScoreTrack;
import dev.gumleaf.store.Change;
import dev.gumleaf.store.Change.Standing;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.ScoreRow;
import dev.gumleaf.store.ScoreUpkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Sees to what time alone makes of scores: they fall below the ends of bands, and interest cools.
 */
final class ScoreAging {
  /** How late news of fading scores may be; each look asks a few stretches of an index. */
  private static final Duration FADING_EVERY = Duration.ofMinutes(1);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Scores that are looked at in one transaction. */
  private static final int SCORES = 2_000;

  private final Database database;
  private final InstantSource clock;

  ScoreAging(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Time alone takes scores below the ends of bands; the index by rank has who it is. */
  void fade() {
    Instant now = clock.instant();
    if (isTooEarly(database.read(tx -> new ScoreUpkeep(tx).bandsAt()), now)) {
      return;
    }
    database.writeDerived(tx -> {
      Derivation derivation = new Derivation(tx);
      derivation.lockPosition();
      ScoreUpkeep upkeep = new ScoreUpkeep(tx);
      Instant since = upkeep.bandsAt();
      if (isTooEarly(since, now)) {
        // Another node was quicker.
        return 0;
      }
      List<Change> news = new ArrayList<>();
      if (since.toEpochMilli() > 0) {
        for (WorkspaceId workspace : upkeep.findWorkspaces()) {
          fade(upkeep, workspace, derivation.scores().findScale(workspace), since, now, news);
        }
      }
      upkeep.bandsAt(now);
      derivation.appendChanges(news);
      return news.size();
    });
  }

  private static boolean isTooEarly(Instant since, Instant now) {
    return now.isBefore(since.plus(FADING_EVERY));
  }

  private static void fade(
      ScoreUpkeep upkeep,
      WorkspaceId workspace,
      ScoreScale scale,
      Instant since,
      Instant now,
      List<Change> news) {
    for (Strength band : Strength.values()) {
      if (band != Strength.NONE) {
        double low = scale.rank(band.from(), since.toEpochMilli());
        double high = scale.rank(band.from(), now.toEpochMilli());
        for (ScoreRow row : upkeep.findRanked(workspace, low, high)) {
          news.add(
              new Change.ScoreChanged(
                  workspace,
                  now,
                  row.account(),
                  new Standing((int) band.from(), row.trend()),
                  new Standing((int) scale.number(row.rank(), now.toEpochMilli()), row.trend())));
        }
      }
    }
  }

  /** A day is over: interest that nobody shows any more cools down. */
  void relabel(BooleanSupplier goesOn) {
    long today = Math.floorDiv(clock.millis(), DAY_MILLIS);
    if (database.read(tx -> new ScoreUpkeep(tx).trendDay()) >= today) {
      return;
    }
    long active = today - ScoreTrack.QUIET_DAYS_MAX - 1;
    long after = 0;
    while (goesOn.getAsBoolean()) {
      long from = after;
      List<ScoreRow> rows =
          database.read(tx -> new ScoreUpkeep(tx).listScores(from, active, SCORES));
      if (rows.isEmpty()) {
        database.writeDerived(tx -> {
          new ScoreUpkeep(tx).trendDay(today);
          return today;
        });
        return;
      }
      List<AccountKey> changed =
          rows.stream()
              .filter(row -> ScoreTracks.track(row).trendAt(clock.millis()) != row.trend())
              .map(ScoreRow::account)
              .toList();
      if (!changed.isEmpty()) {
        database.writeDerived(tx -> relabel(new Derivation(tx), changed));
      }
      after = rows.getLast().account().value();
    }
  }

  /** The rows are read again, because entries may have come meanwhile. */
  private int relabel(Derivation derivation, List<AccountKey> accounts) {
    derivation.lockPosition();
    Map<AccountKey, ScoreRow> before =
        derivation.scores().findScores(accounts).stream()
            .collect(Collectors.toMap(ScoreRow::account, row -> row));
    List<ScoreRow> rows =
        before.values().stream()
            .map(row -> row.with(ScoreTracks.track(row).trendAt(clock.millis())))
            .toList();
    derivation.scores().writeScores(rows);
    ScoreNews.tell(
        derivation, new ScoreChanges(before, rows, List.of()), clock.instant(), Why.TIME);
    return rows.size();
  }
}
