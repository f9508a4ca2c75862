package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.store.MembershipChange.Why;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/**
 * The statements that find and delete entries that are too old, inside one transaction. They go
 * through a table in the order in which it was written, a stretch at a time.
 */
public final class OldEntries {
  private static final String IS_OLD =
      """
      effective_at < CASE kind
        WHEN 1 THEN :event WHEN 3 THEN :page_view WHEN 4 THEN :form_submission WHEN 5 THEN :metric
        ELSE :never
      END
      """;

  private final Transaction tx;

  public OldEntries(Transaction tx) {
    this.tx = tx;
  }

  /** Whose entries. */
  public enum Table {
    PEOPLE("profile_entries"),
    COMPANIES("entries");

    private final String sqlName;

    Table(String sqlName) {
      this.sqlName = sqlName;
    }
  }

  /**
   * Some entries that follow one another, in milliseconds since 1970, UTC.
   *
   * @param last the key of the last of them
   * @param firstReceivedAt when the earliest of them was received
   * @param lastReceivedAt when the latest was
   * @param old how many are too old
   */
  public record Stretch(long last, long firstReceivedAt, long lastReceivedAt, long old) {}

  /**
   * Looks at the entries behind a key; empty when there are none.
   *
   * @param rows how many at most
   * @param before for each kind that is not kept for ever, before when an entry is too old
   */
  public Optional<Stretch> look(Table table, long after, int rows, Map<CallKind, Long> before) {
    var query =
        tx.query(
                """
                SELECT MAX(entry_key) AS last_key, MIN(received_at) AS first_received_at,
                  MAX(received_at) AS last_received_at, SUM(CASE WHEN %s THEN 1 ELSE 0 END) AS old
                FROM (
                  SELECT entry_key, kind, effective_at, received_at
                  FROM %s
                  WHERE entry_key > :after
                  ORDER BY entry_key
                  LIMIT :rows) AS stretch
                HAVING COUNT(*) > 0
                """
                    .formatted(IS_OLD, table.sqlName))
            .bind("after", after)
            .bind("rows", rows)
            .bind("never", Long.MIN_VALUE);
    for (CallKind kind : CallKind.values()) {
      if (kind != CallKind.IDENTIFY) {
        query.bind(kind.word(), before.getOrDefault(kind, Long.MIN_VALUE));
      }
    }
    return query
        .map((row, context) ->
            new Stretch(
                row.getLong("last_key"),
                row.getLong("first_received_at"),
                row.getLong("last_received_at"),
                row.getLong("old")))
        .findOne();
  }

  /**
   * Deletes those behind a key, up to another, that are too old.
   *
   * @return how many of each kind
   */
  public Map<CallKind, Long> delete(
      Table table, long after, long upTo, Map<CallKind, Long> before) {
    Map<CallKind, Long> deleted = new EnumMap<>(CallKind.class);
    before.forEach((kind, time) -> {
      touch(table, after, upTo, kind, time);
      long count =
          tx.update(
                  """
                  DELETE FROM %s
                  WHERE entry_key > :after AND entry_key <= :upTo
                    AND kind = :kind AND effective_at < :before
                  """
                      .formatted(table.sqlName))
              .bind("after", after)
              .bind("upTo", upTo)
              .bind("kind", kind.code())
              .bind("before", time)
              .execute();
      if (count > 0) {
        deleted.put(kind, count);
      }
    });
    return deleted;
  }

  /** What somebody did that is deleted does not count for audiences any more. */
  private void touch(Table table, long after, long upTo, CallKind kind, long before) {
    String old =
        """
         AS subject_key
        FROM %s e
          %s
        WHERE e.entry_key > :after AND e.entry_key <= :upTo
          AND e.kind = :kind AND e.effective_at < :before
        """;
    String people =
        """
        JOIN profile_parts c ON c.profile_key = e.profile_key
          JOIN profiles p ON p.profile_key = c.person_key\
        """;
    List<Update> touched =
        switch (table) {
          case PEOPLE ->
              List.of(
                  touch(AudienceKind.VISITORS, "SELECT p.profile_key" + old, table, people),
                  touch(AudienceKind.ACCOUNTS, "SELECT p.account_key" + old, table, people));
          case COMPANIES ->
              List.of(touch(AudienceKind.ACCOUNTS, "SELECT e.account_key" + old, table, ""));
        };
    for (Update update : touched) {
      update
          .bind("after", after)
          .bind("upTo", upTo)
          .bind("kind", kind.code())
          .bind("before", before)
          .execute();
    }
  }

  private Update touch(AudienceKind kind, String query, Table table, String joined) {
    return TouchRows.select(tx, kind, Why.DELETION, query.formatted(table.sqlName, joined));
  }
}
