package dev.gumleaf.store;

import dev.gumleaf.model.Evidence;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads which ids are connected with which people, and why. Thread-safe; holds no connection. */
public final class ProfileMergeStore {
  private static final String SELECT =
      """
      SELECT m.merge_id, m.from_key, f.profile_id AS from_id, m.into_key, i.profile_id AS into_id,
        i.subject, m.request_id, m.created_at, m.undone_at, m.undone_by
      FROM profile_merges m
        JOIN profiles f ON f.profile_key = m.from_key
        JOIN profiles i ON i.profile_key = m.into_key
      """;

  /** The log, newest first. */
  public Page<ProfileMerge> list(
      Transaction tx, WorkspaceId workspace, Optional<Cursor> after, int limit) {
    return list(tx, workspace, "m.workspace_id = :workspace", Optional.empty(), after, limit);
  }

  /** What connects somebody with ids, or an id with people, newest first. */
  public Page<ProfileMerge> listOf(
      Transaction tx,
      WorkspaceId workspace,
      ProfileKey profile,
      Profile.Kind kind,
      Optional<Cursor> after,
      int limit) {
    String side =
        switch (kind) {
          case EMAIL -> "m.into_key = :profile AND m.workspace_id = :workspace";
          case ID -> "m.from_key = :profile AND m.workspace_id = :workspace";
        };
    return list(tx, workspace, side, Optional.of(profile), after, limit);
  }

  private static Page<ProfileMerge> list(
      Transaction tx,
      WorkspaceId workspace,
      String condition,
      Optional<ProfileKey> profile,
      Optional<Cursor> after,
      int limit) {
    Query query =
        tx.query(
                """
                %s
                WHERE %s %s
                ORDER BY m.merge_id DESC
                LIMIT :limit
                """
                    .formatted(SELECT, condition, after.isPresent() ? "AND m.merge_id < :key" : ""))
            .bind("workspace", workspace.value())
            .bind("limit", limit + 1);
    profile.ifPresent(key -> query.bind("profile", key.value()));
    after.ifPresent(cursor -> query.bind("key", cursor.key()));
    return Page.of(
        query.map((row, context) -> toMerge(row)).list(),
        limit,
        merge -> new Cursor(0, merge.id()));
  }

  private static ProfileMerge toMerge(ResultSet row) throws SQLException {
    return new ProfileMerge(
        row.getLong("merge_id"),
        new ProfileKey(row.getLong("from_key")),
        new ProfileId(row.getString("from_id")),
        new ProfileKey(row.getLong("into_key")),
        new ProfileId(row.getString("into_id")),
        row.getString("subject"),
        row.getString("request_id"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "undone_at"),
        row.getString("undone_by"));
  }

  /** The claims behind some merges, the strongest kind first. */
  public List<ClaimSummary> listClaims(Transaction tx, Collection<ProfileMerge> merges) {
    if (merges.isEmpty()) {
      return List.of();
    }
    return tx.query(
            """
            SELECT c.profile_key, c.person_key, c.evidence, MIN(c.source) AS source,
              MIN(c.claimed_at) AS first_at, MAX(c.claimed_at) AS last_at, COUNT(*) AS claims
            FROM profile_merges m
              JOIN profile_claims c ON c.profile_key = m.from_key AND c.person_key = m.into_key
            WHERE m.merge_id IN (<merges>)
            GROUP BY c.profile_key, c.person_key, c.evidence
            ORDER BY c.evidence DESC
            """)
        .bindList("merges", merges.stream().map(ProfileMerge::id).toList())
        .map((row, context) ->
            new ClaimSummary(
                new ProfileKey(row.getLong("profile_key")),
                new ProfileKey(row.getLong("person_key")),
                Evidence.ofCode(row.getInt("evidence")),
                Source.ofCode(row.getInt("source")),
                Columns.instant(row, "first_at"),
                Columns.instant(row, "last_at"),
                row.getLong("claims")))
        .list();
  }
}
