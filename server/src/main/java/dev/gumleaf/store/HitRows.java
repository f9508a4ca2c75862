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
import org.jspecify.annotations.Nullable;

/** The statements of the pipeline about what set signals off. */
final class HitRows {
  private HitRows() {}

  /** Inserts what is new; an occasion that was there stays as it was. */
  static void insert(Transaction tx, WorkspaceId workspace, Collection<HitRow> hits)
      throws SQLException {
    insert(tx, workspace, hits, "ON CONFLICT DO NOTHING");
  }

  /** Inserts what is new; an occasion of a profile that was there has the new evidence. */
  static void put(Transaction tx, WorkspaceId workspace, Collection<HitRow> hits)
      throws SQLException {
    insert(
        tx,
        workspace,
        hits,
        """
        ON CONFLICT (profile_key, signal_id, occasion) WHERE profile_key IS NOT NULL
        DO UPDATE SET evidence = excluded.evidence
        """);
  }

  private static void insert(
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
    long key = Counters.next(tx, "signal_hit_key", hits.size());
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

  /** Takes back what set signals off; what another version found stays. */
  static void delete(Transaction tx, Collection<HitRow> hits) throws SQLException {
    for (HitRow hit : hits) {
      boolean ofProfile = hit.profile() != null;
      try (PreparedStatement statement =
          tx.connection()
              .prepareStatement(
                  """
                  DELETE FROM signal_hits
                  WHERE %s = ? AND signal_id = ? AND occasion = ? AND version = ?
                  """
                      .formatted(ofProfile ? "profile_key" : "account_key"))) {
        statement.setLong(1, owner(hit.profile(), hit.account()));
        statement.setLong(2, hit.signal());
        statement.setLong(3, hit.occasion());
        statement.setInt(4, hit.version());
        statement.executeUpdate();
      }
    }
  }

  private static long owner(@Nullable ProfileKey profile, @Nullable AccountKey account) {
    if (profile != null) {
      return profile.value();
    }
    if (account != null) {
      return account.value();
    }
    throw new IllegalArgumentException("a hit is of a profile or an account");
  }
}
