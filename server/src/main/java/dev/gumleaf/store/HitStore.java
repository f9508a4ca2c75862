package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads what set signals off. Thread-safe; holds no connection. */
public final class HitStore {
  private static final String SELECT =
      """
      SELECT h.hit_key, h.signal_id, s.name, h.version, h.profile_key, p.sole_key,
        head.domain, h.at, h.evidence
      FROM signal_hits h
        JOIN signals s ON s.signal_id = h.signal_id
        LEFT JOIN accounts a ON a.account_key = h.account_key
        LEFT JOIN accounts head
          ON head.account_key = COALESCE(a.merged_into, a.account_key)
        LEFT JOIN profiles p ON p.profile_key = h.profile_key
        LEFT JOIN profiles o ON o.profile_key = p.sole_key
      """;

  private static final Comparator<StoredHit> NEWEST_FIRST =
      Comparator.comparing(StoredHit::at).thenComparingLong(StoredHit::key).reversed();

  /** What set one signal off, newest first. */
  public Page<StoredHit> listOfSignal(
      Transaction tx, StoredSignal signal, Optional<Cursor> after, int limit) {
    return Page.of(
        read(
            tx,
            "h.signal_id = :owner AND COALESCE(o.internal, 0) = 0",
            signal.id(),
            after,
            limit + 1),
        limit,
        HitStore::place);
  }

  /** What set any signal off, in the order in which it was found. */
  public Page<StoredHit> listAll(
      Transaction tx, WorkspaceId workspace, Optional<Cursor> after, int limit) {
    return Page.of(
        rows(
            tx.query(
                    SELECT
                        + """
                        WHERE s.deleted_at IS NULL AND s.workspace_id = :workspace
                          AND COALESCE(o.internal, 0) = 0 AND h.hit_key > :key
                        ORDER BY h.hit_key
                        LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("key", after.map(Cursor::key).orElse(0L))
                .bind("limit", limit + 1)),
        limit,
        hit -> new Cursor(0, hit.key()));
  }

  /** What somebody set off who has some profiles, and some accounts by themselves, newest first. */
  public Page<StoredHit> list(
      Transaction tx,
      List<Holding> holdings,
      List<AccountKey> accounts,
      Optional<Cursor> after,
      int limit) {
    List<StoredHit> newest = new ArrayList<>();
    for (AccountKey account : accounts) {
      newest.addAll(read(tx, "h.account_key = :owner", account.value(), after, limit + 1));
      keep(newest, limit + 1);
    }
    for (Holding holding : holdings) {
      newest.addAll(
          new HeldRows<>(
                  holding,
                  TimeRange.ALWAYS,
                  after,
                  limit + 1,
                  HitStore::place,
                  (stretch, from, rows) -> read(tx, holding, stretch, from, rows))
              .newest());
      keep(newest, limit + 1);
    }
    return Page.of(newest, limit, HitStore::place);
  }

  private static void keep(List<StoredHit> newest, int rows) {
    newest.sort(NEWEST_FIRST);
    if (newest.size() > rows) {
      newest.subList(rows, newest.size()).clear();
    }
  }

  private static List<StoredHit> read(
      Transaction tx, Holding holding, TimeRange stretch, Optional<Cursor> after, int limit) {
    String within = "h.profile_key = :owner AND h.at >= :from AND h.at < :until";
    return rows(
        query(tx, within, holding.profile().key().value(), after, limit)
            .bind("from", stretch.from())
            .bind("until", stretch.until()));
  }

  private static List<StoredHit> read(
      Transaction tx, String condition, long owner, Optional<Cursor> after, int limit) {
    return rows(query(tx, condition, owner, after, limit));
  }

  private static Query query(
      Transaction tx, String condition, long owner, Optional<Cursor> after, int limit) {
    Query query =
        tx.query(
                SELECT
                    + """
                    WHERE s.deleted_at IS NULL AND %s %s
                    ORDER BY h.at DESC, h.hit_key DESC
                    LIMIT :limit
                    """
                        .formatted(
                            condition,
                            after.isPresent() ? "AND (h.at, h.hit_key) < (:value, :key)" : ""))
            .bind("owner", owner)
            .bind("limit", limit);
    after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
    return query;
  }

  private static List<StoredHit> rows(Query query) {
    return query.map((row, context) -> toHit(row)).list();
  }

  private static Cursor place(StoredHit hit) {
    return new Cursor(hit.at().toEpochMilli(), hit.key());
  }

  private static StoredHit toHit(ResultSet row) throws SQLException {
    Long profile = Columns.optionalLong(row, "profile_key");
    Long sole = Columns.optionalLong(row, "sole_key");
    return new StoredHit(
        row.getLong("hit_key"),
        row.getLong("signal_id"),
        row.getString("name"),
        row.getInt("version"),
        profile == null ? null : new ProfileKey(profile),
        sole == null ? null : new ProfileKey(sole),
        row.getString("domain"),
        Columns.instant(row, "at"),
        row.getString("evidence"));
  }
}
