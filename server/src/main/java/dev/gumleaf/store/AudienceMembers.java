package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads who belongs to an audience: those of the lists of companies and of people who meet its
 * filter. Thread-safe; holds no connection.
 */
public final class AudienceMembers {
  /** Members that are counted; of more it is only said that there are more. */
  public static final int COUNT_MAX = 100_000;

  private final AccountStore accounts;

  public AudienceMembers(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** The order of a list of members. */
  public enum Sort {
    LAST_SEEN_FIRST,
    LAST_SEEN_LAST,
    /** What has no name stands where its domain, e-mail address or id would. */
    NAME
  }

  /** Whose members at what time. */
  public record Question(
      WorkspaceId workspace, AudienceKind kind, AudienceFilter filter, Instant now) {}

  public Page<AccountView> listAccounts(
      Transaction tx, Question question, Sort sort, Optional<Cursor> after, int limit) {
    Page<Cursor> page = list(tx, question, sort, after, limit);
    List<AccountKey> keys =
        page.items().stream().map(place -> new AccountKey(place.key())).toList();
    return new Page<>(accounts.find(tx, question.workspace(), keys), page.next());
  }

  public Page<ProfileView> listVisitors(
      Transaction tx, Question question, Sort sort, Optional<Cursor> after, int limit) {
    Page<Cursor> page = list(tx, question, sort, after, limit);
    List<ProfileKey> keys =
        page.items().stream().map(place -> new ProfileKey(place.key())).toList();
    return new Page<>(ProfileViews.find(tx, question.workspace(), keys), page.next());
  }

  /** The number of members, at most one more than {@link #COUNT_MAX}. */
  public long count(Transaction tx, Question question) {
    AudienceSql sql =
        AudienceSql.of(
            tx, question.workspace(), question.kind(), question.filter(), question.now());
    Query query =
        tx.query(
                """
                SELECT COUNT(*)
                FROM (
                  SELECT 1 AS one
                  %s AND %s
                  LIMIT %d) s
                """
                    .formatted(
                        MemberRows.of(question.kind()).listed(),
                        sql.members(question.filter()),
                        COUNT_MAX + 1))
            .bind("workspace", question.workspace().value());
    sql.binds().bindTo(query);
    return query.mapTo(Long.class).one();
  }

  /** Where the members stand in the list. */
  static Page<Cursor> list(
      Transaction tx, Question question, Sort sort, Optional<Cursor> after, int limit) {
    MemberRows rows = MemberRows.of(question.kind());
    if (sort == Sort.NAME) {
      after.ifPresent(cursor -> requireKnown(tx, question, rows, cursor));
    }
    AudienceSql sql =
        AudienceSql.of(
            tx, question.workspace(), question.kind(), question.filter(), question.now());
    Query query =
        tx.query(
                """
                SELECT %s
                %s AND %s %s
                ORDER BY %s
                LIMIT :limit
                """
                    .formatted(
                        rows.columns(),
                        rows.listed(),
                        sql.members(question.filter()),
                        after.isPresent() ? "AND " + rows.behind(sort, tx.dialect()) : "",
                        rows.order(sort, tx.dialect())))
            .bind("workspace", question.workspace().value())
            .bind("limit", limit + 1);
    sql.binds().bindTo(query);
    after.ifPresent(cursor -> {
      query.bind("key", cursor.key());
      if (sort != Sort.NAME) {
        query.bind("value", cursor.value());
      }
    });
    List<Cursor> found =
        query
            .map((row, context) -> new Cursor(row.getLong("listed_at"), row.getLong("row_key")))
            .list();
    return Page.of(found, limit, place -> place);
  }

  private static void requireKnown(
      Transaction tx, Question question, MemberRows rows, Cursor cursor) {
    boolean isKnown =
        tx.query(rows.known())
            .bind("workspace", question.workspace().value())
            .bind("key", cursor.key())
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!isKnown) {
      throw new ApiException(
          ErrorCode.BAD_PARAMETER,
          "the one that the cursor stands for is gone; begin the list again");
    }
  }
}
