package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.ProfileDay;
import dev.gumleaf.store.ScoreDay;
import dev.gumleaf.store.StaleScores;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Brings the scores of companies up to what came in a slice. */
final class ScoreAccounts implements Step {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final ScoreModels models = new ScoreModels();

  @Override
  public String name() {
    return "score_accounts";
  }

  @Override
  public void apply(SliceWork work) {
    ScoreKeeper keeper = new ScoreKeeper(work.derivation(), models);
    for (VisitorWork visitors : work.visitors()) {
      visitors.reowned().forEach(keeper::touch);
      keeper.touchPeople(visitors.moved());
      visitors.people().forEach(person -> person.visits().forEach(visit -> touch(keeper, visit)));
    }
    touchHits(keeper, work.derivation().signals().changedHits());
    Instant now = work.receivedAt();
    // Replaying the journal gives the same labels of trends as living through it did.
    ScoreChanges changes = keeper.apply(now.toEpochMilli());
    work.scored(changes);
    new ScoreNews(work.derivation().scores()).of(changes, now).forEach(work::note);
  }

  private static void touch(ScoreKeeper keeper, PendingVisit visit) {
    if ((visit.isStored() || visit.isUpdated())
        && !visit.isHidden()
        && visit.call().kind() == CallKind.PAGE_VIEW) {
      keeper.touch(new ProfileDay(visit.person().subject().key(), day(visit.at())));
    }
  }

  private static void touchHits(ScoreKeeper keeper, Collection<HitRow> hits) {
    for (HitRow hit : hits) {
      ProfileKey profile = hit.profile();
      AccountKey account = hit.account();
      if (profile != null) {
        keeper.touch(new ProfileDay(profile, day(hit.at())));
      } else if (account != null) {
        keeper.touch(new ScoreDay(account, day(hit.at())));
      }
    }
  }

  /**
   * Notes for a worker what a change beside the journal makes of scores, in the transaction of the
   * change.
   */
  static void noteStale(StaleScores stale, Collection<HitRow> hits, VisitorWork visitors) {
    stale.profiles(visitors.reowned());
    stale.people(visitors.moved());
    stale.hits(hits);
  }

  private static long day(long at) {
    return Math.floorDiv(at, DAY_MILLIS);
  }
}
