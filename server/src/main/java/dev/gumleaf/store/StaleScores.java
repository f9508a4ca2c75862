package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Notes which days of scores have to be worked out again, for changes that are made beside the
 * journal; a worker does it within moments. Each runs in the transaction of the change, while the
 * position of the pipeline is locked.
 */
public final class StaleScores {
  /** Stands for all days of a profile. */
  static final long ALL_DAYS = Integer.MIN_VALUE;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** The day of a time, in UTC; also of one before 1970. */
  private static final String DAY_OF_HIT =
      "(h.at - ((h.at % 86400000) + 86400000) % 86400000) / 86400000";

  private final Transaction tx;

  public StaleScores(Transaction tx) {
    this.tx = tx;
  }

  /** Profiles may belong to others than before. */
  public void profiles(Collection<ProfileKey> profiles) {
    profiles.forEach(profile -> note(profile.value(), 0, ALL_DAYS));
  }

  /** People may be of another company than before. */
  public void people(Collection<ProfileKey> people) {
    List<ProfilePart> parts = new VisitorDerivation(tx).findPartsOf(people);
    profiles(parts.stream().map(ProfilePart::profile).distinct().toList());
  }

  /** Hits were added or taken back. */
  public void hits(Collection<HitRow> hits) {
    for (HitRow hit : hits) {
      note(
          hit.profile() == null ? 0 : hit.profile().value(),
          hit.account() == null ? 0 : hit.account().value(),
          Math.floorDiv(hit.at(), DAY_MILLIS));
    }
  }

  private void note(long profile, long account, long day) {
    note(
        "VALUES (CAST(:profile AS BIGINT), CAST(:account AS BIGINT), CAST(:day AS INTEGER))",
        Map.of("profile", profile, "account", account, "day", day));
  }

  /** Rows {@code h} of hits are about to be deleted. */
  void hits(String condition, Map<String, ?> values) {
    note(
        """
        SELECT DISTINCT COALESCE(h.profile_key, 0), COALESCE(h.account_key, 0), %s
        FROM signal_hits h
        WHERE %s
        """
            .formatted(DAY_OF_HIT, condition),
        values);
  }

  /** Rows {@code d} of points are about to go, or to count otherwise. */
  void points(String condition, Map<String, ?> values) {
    note(
        """
        SELECT DISTINCT 0, d.account_key, d.day
        FROM score_days d
        WHERE %s
        """
            .formatted(condition),
        values);
  }

  /** A company is about to be forgotten: its score goes at once, and nobody is told. */
  void forgotten(AccountKey account) {
    Map<String, Long> values = Map.of("account", account.value());
    points("d.account_key = :account", values);
    note(
        "SELECT 0, t.account_key, t.day FROM score_totals t WHERE t.account_key = :account",
        values);
    for (String table : List.of("score_days", "score_totals", "account_scores")) {
      tx.update("DELETE FROM %s WHERE account_key = :account".formatted(table))
          .bindMap(values)
          .execute();
    }
  }

  /** A company and what is shown under it are about to be shown otherwise. */
  void shownAs(AccountKey head) {
    points(
        """
        d.account_key IN (
          SELECT m.account_key
          FROM accounts m
          WHERE m.account_key = :head OR m.merged_into = :head)
        """,
        Map.of("head", head.value()));
    note(
        "SELECT 0, t.account_key, t.day FROM score_totals t WHERE t.account_key = :head",
        Map.of("head", head.value()));
  }

  private void note(String rows, Map<String, ?> values) {
    tx.update(
            """
            INSERT INTO score_stale (profile_key, account_key, day)
            %s
            ON CONFLICT DO NOTHING
            """
                .formatted(rows))
        .bindMap(values)
        .execute();
  }
}
