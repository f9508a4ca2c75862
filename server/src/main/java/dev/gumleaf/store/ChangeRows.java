package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Trend;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The statements that write the feed of changes. */
final class ChangeRows {
  private ChangeRows() {}

  static void insert(Transaction tx, Collection<? extends Change> changes) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "changes",
            number("change_key"),
            number("workspace_id"),
            number("kind"),
            number("at"),
            number("profile_key"),
            number("account_key"),
            number("signal_id"),
            number("hit_key"),
            number("hit_at"),
            number("audience_id"),
            text("body"));
    long key = Counters.next(tx, "change_key", changes.size());
    for (Change change : changes) {
      add(batch, key++, change);
    }
    tx.dialect().insert(tx.connection(), batch, "");
  }

  private static void add(RowBatch batch, long key, Change change) {
    switch (change) {
      case Change.HitFound found -> add(batch, key, found, ChangeKind.SIGNAL_HIT, found.hit());
      case Change.HitWithdrawn gone ->
          add(batch, key, gone, ChangeKind.SIGNAL_HIT_WITHDRAWN, gone.hit());
      case Change.ScoreChanged score ->
          add(
              batch,
              key,
              score,
              ChangeKind.SCORE_CHANGED,
              null,
              score.account(),
              null,
              null,
              "{%s,\"before\":{%s}}".formatted(members(score.now()), members(score.before())));
      case Change.Entered entered ->
          add(
              batch,
              key,
              entered,
              ChangeKind.AUDIENCE_ENTERED,
              entered.member(),
              entered.audience());
      case Change.Left left ->
          add(batch, key, left, ChangeKind.AUDIENCE_LEFT, left.member(), left.audience());
    }
  }

  private static void add(
      RowBatch batch, long key, Change change, ChangeKind kind, WrittenHit hit) {
    add(batch, key, change, kind, hit.row().profile(), hit.row().account(), hit, null, null);
  }

  private static void add(
      RowBatch batch,
      long key,
      Change change,
      ChangeKind kind,
      Change.Member member,
      long audience) {
    add(batch, key, change, kind, member.profile(), member.account(), null, audience, null);
  }

  private static void add(
      RowBatch batch,
      long key,
      Change change,
      ChangeKind kind,
      @Nullable ProfileKey profile,
      @Nullable AccountKey account,
      @Nullable WrittenHit hit,
      @Nullable Long audience,
      @Nullable String body) {
    batch.add(
        key,
        change.workspace().value(),
        (long) kind.code(),
        change.at().toEpochMilli(),
        profile == null ? null : (Long) profile.value(),
        account == null ? null : (Long) account.value(),
        hit == null ? null : (Long) hit.row().signal(),
        hit == null ? null : (Long) hit.key(),
        hit == null ? null : (Long) hit.row().at(),
        audience,
        body);
  }

  private static String members(Change.Standing standing) {
    Trend trend = standing.trend();
    return "\"number\":%d,\"trend\":%s"
        .formatted(standing.number(), trend == null ? "null" : JsonText.quote(trend.word()));
  }

  /** Forgets that a company's hits were found or taken back. */
  static void deleteOfHits(Transaction tx, AccountKey account, long[] hits) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                DELETE FROM changes
                WHERE %s AND account_key = ?
                """
                    .formatted(tx.dialect().inSet("hit_key")))) {
      tx.dialect().bindSet(statement, 1, hits);
      statement.setLong(2, account.value());
      statement.executeUpdate();
    }
  }
}
