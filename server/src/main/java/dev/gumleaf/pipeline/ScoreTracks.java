package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.DecayedSum;
import dev.gumleaf.score.HalfLife;
import dev.gumleaf.score.HalfLives;
import dev.gumleaf.score.Points;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.ScoreTrack;
import dev.gumleaf.score.TrendSums;
import dev.gumleaf.store.DayTotal;
import dev.gumleaf.store.ScoreRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is stored of a score, as the room of scores sees it, and back. */
final class ScoreTracks {
  private ScoreTracks() {}

  static ScoreTrack of(Collection<DayTotal> totals) {
    return ScoreTrack.of(
        totals.stream()
            .map(each -> new ScoreTrack.Day(each.day(), new Points(each.points(), each.at())))
            .toList());
  }

  static ScoreTrack track(ScoreRow row) {
    List<DecayedSum> sums = new ArrayList<>();
    for (int i = 0; i < HalfLives.STANDARD.size(); i++) {
      sums.add(new DecayedSum(HalfLives.STANDARD.get(i), row.sums().get(i), row.at()));
    }
    return new ScoreTrack(
        new HalfLives(sums),
        new TrendSums(
            new DecayedSum(TrendSums.FAST, row.trendFast(), row.at()),
            new DecayedSum(TrendSums.SLOW, row.trendSlow(), row.at()),
            new DecayedSum(TrendSums.SLOW, row.trendSquares(), row.at()),
            row.activeDays(),
            row.firstAt()),
        row.newestDay(),
        row.settled());
  }

  static ScoreRow row(
      AccountKey account, WorkspaceId workspace, ScoreModel model, ScoreTrack track, long now) {
    long at = track.trend().fast().at();
    HalfLife halfLife = model.halfLife();
    double sum = track.sums().of(halfLife).read(at);
    return new ScoreRow(
        account,
        workspace,
        model.version(),
        at,
        track.sums().sums().stream().map(each -> each.read(at)).toList(),
        track.trend().fast().read(at),
        track.trend().slow().read(at),
        track.trend().squares().read(at),
        track.trend().events(),
        track.trend().firstAt(),
        track.newestDay(),
        track.settled(),
        track.trendAt(now),
        halfLife.rank(sum, at));
  }
}
