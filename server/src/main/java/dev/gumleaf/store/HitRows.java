package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The statements of the pipeline about what set signals off. */
final class HitRows {
  private HitRows() {}

  /** Inserts what is new, and gives it; an occasion that was there stays as it was. */
  static List<WrittenHit> insert(Transaction tx, WorkspaceId workspace, Collection<HitRow> hits)
      throws SQLException {
    return insert(tx, workspace, hits, "ON CONFLICT DO NOTHING");
  }

  /**
   * Inserts what is new, and gives it; an occasion of a profile that was there has the new
   * evidence.
   */
  static List<WrittenHit> put(Transaction tx, WorkspaceId workspace, Collection<HitRow> hits)
      throws SQLException {
    return insert(
        tx,
        workspace,
        hits,
        """
        ON CONFLICT (profile_key, signal_id, occasion) WHERE profile_key IS NOT NULL
        DO UPDATE SET evidence = excluded.evidence
        """);
  }

  private static List<WrittenHit> insert(
      Transaction tx, WorkspaceId workspace, Collection<HitRow> hits, String onConflict)
      throws SQLException {
    RowBatch batch =
        new RowBatch(
            "signal_hits",
            number("hit_key"),
            number("workspace_id"),
            number("signal_id"),
            number("version"),
            number("profile_key"),
            number("account_key"),
            number("occasion"),
            number("at"),
            text("evidence"));
    long first = Counters.next(tx, "signal_hit_key", hits.size());
    long key = first;
    for (HitRow hit : hits) {
      batch.add(
          key++,
          workspace.value(),
          hit.signal(),
          (long) hit.version(),
          hit.profile() == null ? null : (Long) hit.profile().value(),
          hit.account() == null ? null : (Long) hit.account().value(),
          hit.occasion(),
          hit.at(),
          hit.evidence());
    }
    tx.dialect().insert(tx.connection(), batch, onConflict);
    return written(tx, hits, first);
  }

  /** Those whose keys are in use: the others met an occasion that was there. */
  private static List<WrittenHit> written(Transaction tx, Collection<HitRow> hits, long first) {
    Set<Long> keys =
        tx.query("SELECT hit_key FROM signal_hits WHERE hit_key BETWEEN :first AND :last")
            .bind("first", first)
            .bind("last", first + hits.size() - 1)
            .mapTo(Long.class)
            .set();
    List<WrittenHit> written = new ArrayList<>();
    long key = first;
    for (HitRow hit : hits) {
      if (keys.contains(key)) {
        written.add(new WrittenHit(key, hit));
      }
      key++;
    }
    return written;
  }

  /** What set some signals off for some profiles. */
  static List<HitRow> ofProfiles(
      Transaction tx, Collection<Long> signals, Collection<ProfileKey> profiles)
      throws SQLException {
    return find(
        tx, "profile_key", signals, profiles.stream().mapToLong(ProfileKey::value).toArray());
  }

  /** What an account by itself set off. */
  static List<HitRow> ofAccount(Transaction tx, AccountKey account) throws SQLException {
    List<HitRow> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT signal_id, version, profile_key, account_key, occasion, at, evidence
                FROM signal_hits
                WHERE account_key = ?
                """)) {
      statement.setLong(1, account.value());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toHit(rows));
        }
      }
    }
    return found;
  }

  /** What set some signals off for some accounts. */
  static List<HitRow> ofAccounts(
      Transaction tx, Collection<Long> signals, Collection<AccountKey> accounts)
      throws SQLException {
    return find(
        tx, "account_key", signals, accounts.stream().mapToLong(AccountKey::value).toArray());
  }

  private static List<HitRow> find(
      Transaction tx, String owner, Collection<Long> signals, long[] owners) throws SQLException {
    List<HitRow> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT signal_id, version, profile_key, account_key, occasion, at, evidence
                FROM signal_hits
                WHERE %s AND %s
                """
                    .formatted(tx.dialect().inSet(owner), tx.dialect().inSet("signal_id")))) {
      tx.dialect().bindSet(statement, 1, owners);
      tx.dialect().bindSet(statement, 2, signals.stream().mapToLong(Long::longValue).toArray());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toHit(rows));
        }
      }
    }
    return found;
  }

  private static HitRow toHit(ResultSet row) throws SQLException {
    Long profile = Columns.optionalLong(row, "profile_key");
    Long account = Columns.optionalLong(row, "account_key");
    return new HitRow(
        row.getLong("signal_id"),
        row.getInt("version"),
        profile == null ? null : new ProfileKey(profile),
        account == null ? null : new AccountKey(account),
        row.getLong("occasion"),
        row.getLong("at"),
        row.getString("evidence"));
  }

  /** Takes back what set signals off, and gives it; what another version found stays. */
  static List<WrittenHit> delete(Transaction tx, Collection<HitRow> hits) throws SQLException {
    List<WrittenHit> deleted = new ArrayList<>();
    delete(tx, "profile_key", hits.stream().filter(hit -> hit.profile() != null), deleted);
    delete(tx, "account_key", hits.stream().filter(hit -> hit.account() != null), deleted);
    return deleted;
  }

  private static void delete(
      Transaction tx, String owner, Stream<HitRow> hits, List<WrittenHit> deleted)
      throws SQLException {
    RowBatch keys =
        new RowBatch(
            "gone", number("owner"), number("signal"), number("occasion"), number("version"));
    hits.forEach(hit -> keys.add(owner(hit), hit.signal(), hit.occasion(), (long) hit.version()));
    if (keys.rows().isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                DELETE FROM signal_hits
                WHERE hit_key IN (
                  SELECT h.hit_key
                  FROM %1$s CROSS JOIN signal_hits h
                  WHERE h.%2$s = gone.owner AND h.signal_id = gone.signal
                    AND h.occasion = gone.occasion AND h.version = gone.version)
                RETURNING hit_key, signal_id, version, profile_key, account_key, occasion, at,
                  evidence
                """
                    .formatted(tx.dialect().keyRows(keys), owner))) {
      tx.dialect().bindKeyRows(statement, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          deleted.add(new WrittenHit(rows.getLong("hit_key"), toHit(rows)));
        }
      }
    }
  }

  private static Long owner(HitRow hit) {
    if (hit.profile() != null) {
      return hit.profile().value();
    }
    if (hit.account() != null) {
      return hit.account().value();
    }
    throw new IllegalArgumentException("a hit is of a profile or an account");
  }
}
