package dev.gumleaf.pipeline;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Change;
import dev.gumleaf.store.Change.Standing;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.ScoreRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which changes of scores are news: another band, or another trend. */
final class ScoreNews {
  private static final Standing NOTHING = new Standing(0, Trend.NEW);

  private final ScoreDerivation scores;
  private final Map<WorkspaceId, ScoreScale> scales = new HashMap<>();

  ScoreNews(ScoreDerivation scores) {
    this.scores = scores;
  }

  /** Tells the audiences and the feed what is new. */
  static void tell(Derivation derivation, ScoreChanges changes, Instant now, Why why) {
    Set<Long> accounts = new LinkedHashSet<>();
    changes.after().forEach(row -> accounts.add(row.account().value()));
    changes.gone().forEach(account -> accounts.add(account.value()));
    derivation.memberships().touch(AudienceKind.ACCOUNTS, accounts, why);
    derivation.appendChanges(new ScoreNews(derivation.scores()).of(changes, now));
  }

  /** The news of some changes, as of a time. */
  List<Change> of(ScoreChanges changes, Instant now) {
    List<Change> news = new ArrayList<>();
    for (ScoreRow row : changes.after()) {
      ScoreRow before = changes.before().get(row.account());
      // Numbers of different rules do not compare.
      if (before == null || before.version() == row.version()) {
        add(news, row, before, row, now);
      }
    }
    for (AccountKey account : changes.gone()) {
      ScoreRow before = changes.before().get(account);
      if (before != null && before.version() == scores.version(before.workspace())) {
        add(news, before, before, null, now);
      }
    }
    return news;
  }

  private void add(
      List<Change> news,
      ScoreRow row,
      @Nullable ScoreRow before,
      @Nullable ScoreRow after,
      Instant now) {
    Standing was = standing(before, now.toEpochMilli());
    Standing is = standing(after, now.toEpochMilli());
    if (was.trend() != is.trend() || Strength.of(was.number()) != Strength.of(is.number())) {
      news.add(new Change.ScoreChanged(row.workspace(), now, row.account(), was, is));
    }
  }

  /** What a score is, in whole numbers, which have the same bands. */
  private Standing standing(@Nullable ScoreRow row, long now) {
    if (row == null) {
      return NOTHING;
    }
    ScoreScale scale = scales.computeIfAbsent(row.workspace(), scores::findScale);
    return new Standing((int) scale.number(row.rank(), now), row.trend());
  }
}
