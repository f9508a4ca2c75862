package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.Claim;
import dev.gumleaf.model.Evidence;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of the pipeline about what says who somebody is. */
final class ClaimRows {
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private ClaimRows() {}

  /** All claims on some ids. */
  static List<ClaimRow> find(Transaction tx, Collection<ProfileKey> ids) throws SQLException {
    List<ClaimRow> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT c.profile_key, c.person_key, p.subject, c.evidence, c.claimed_at, c.source,
                  m.undone_at
                FROM profile_claims c
                  JOIN profiles p ON p.profile_key = c.person_key
                  LEFT JOIN profile_merges m
                    ON m.from_key = c.profile_key AND m.into_key = c.person_key
                WHERE %s
                """
                    .formatted(tx.dialect().inSet("c.profile_key")))) {
      tx.dialect().bindSet(statement, 1, keys(ids));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new ClaimRow(
                  new ProfileKey(rows.getLong("profile_key")),
                  new Claim(
                      new ProfileKey(rows.getLong("person_key")),
                      rows.getString("subject"),
                      Evidence.ofCode(rows.getInt("evidence")),
                      rows.getLong("claimed_at")),
                  Source.ofCode(rows.getInt("source")),
                  Columns.optionalLong(rows, "undone_at") != null));
        }
      }
    }
    return found;
  }

  /** Adds claims, at most one for each id, person, kind of evidence and minute. */
  static void upsert(Transaction tx, Collection<ClaimRow> claims) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profile_claims",
            number("profile_key"),
            number("person_key"),
            number("evidence"),
            number("minute"),
            number("claimed_at"),
            number("source"));
    for (ClaimRow row : claims) {
      Claim claim = row.claim();
      batch.add(
          row.profile().value(),
          claim.person().value(),
          (long) claim.evidence().code(),
          minute(claim),
          claim.at(),
          (long) row.source().code());
    }
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (profile_key, person_key, evidence, minute) DO UPDATE
            SET source = CASE
                WHEN excluded.claimed_at < profile_claims.claimed_at THEN excluded.source
                WHEN excluded.claimed_at = profile_claims.claimed_at
                  AND excluded.source < profile_claims.source THEN excluded.source
                ELSE profile_claims.source
              END,
              claimed_at = CASE
                WHEN excluded.claimed_at < profile_claims.claimed_at THEN excluded.claimed_at
                ELSE profile_claims.claimed_at
              END
            """);
  }

  static long minute(Claim claim) {
    return Math.floorDiv(claim.at(), MINUTE_MILLIS);
  }

  /** Notes which ids are connected with which people; those noted before stay as they are. */
  static void insertMerges(Transaction tx, WorkspaceId workspace, List<NewProfileMerge> merges)
      throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profile_merges",
            number("merge_id"),
            number("workspace_id"),
            number("from_key"),
            number("into_key"),
            text("request_id"),
            number("created_at"));
    long id = Counters.next(tx, "profile_merge_id", merges.size());
    for (NewProfileMerge merge : merges) {
      batch.add(
          id++,
          workspace.value(),
          merge.from().value(),
          merge.into().value(),
          merge.requestId(),
          merge.at().toEpochMilli());
    }
    tx.dialect().insert(tx.connection(), batch, "ON CONFLICT (from_key, into_key) DO NOTHING");
  }

  static Optional<MergedId> findMerge(Transaction tx, WorkspaceId workspace, long id)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT p.profile_key, p.kind, p.subject, p.profile_id, p.sole_key, p.shared,
                  m.undone_at
                FROM profile_merges m
                  JOIN profiles p ON p.profile_key = m.from_key
                WHERE m.workspace_id = ? AND m.merge_id = ?
                """)) {
      statement.setLong(1, workspace.value());
      statement.setLong(2, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new MergedId(
                    id,
                    ProfileRows.toProfile(rows),
                    Columns.optionalLong(rows, "undone_at") != null))
            : Optional.empty();
      }
    }
  }

  static void undoMerge(Transaction tx, long id, @Nullable Instant at, @Nullable String by)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                UPDATE profile_merges
                SET undone_at = ?, undone_by = ?
                WHERE merge_id = ?
                """)) {
      if (at == null) {
        statement.setNull(1, Types.BIGINT);
      } else {
        statement.setLong(1, at.toEpochMilli());
      }
      statement.setString(2, by);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  /** Forgets what was said about ids. */
  static void delete(Transaction tx, Collection<ProfileKey> ids) throws SQLException {
    for (String statement :
        List.of(
            "DELETE FROM profile_claims WHERE " + tx.dialect().inSet("profile_key"),
            "DELETE FROM profile_merges WHERE " + tx.dialect().inSet("from_key"))) {
      try (PreparedStatement delete = tx.connection().prepareStatement(statement)) {
        tx.dialect().bindSet(delete, 1, keys(ids));
        delete.executeUpdate();
      }
    }
  }

  static long[] keys(Collection<ProfileKey> profiles) {
    return profiles.stream().mapToLong(ProfileKey::value).toArray();
  }
}
