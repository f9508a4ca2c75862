package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements of the pipeline about profiles. */
final class ProfileRows {
  private ProfileRows() {}

  static List<Profile> findBySubject(
      Transaction tx, WorkspaceId workspace, Profile.Kind kind, Collection<String> subjects)
      throws SQLException {
    return find(tx, workspace, kind, "subject", subjects);
  }

  /** The known profiles that are called by one of the ids. */
  static List<Profile> findKnown(Transaction tx, WorkspaceId workspace, Collection<String> ids)
      throws SQLException {
    return find(tx, workspace, Profile.Kind.EMAIL, "profile_id", ids);
  }

  private static List<Profile> find(
      Transaction tx,
      WorkspaceId workspace,
      Profile.Kind kind,
      String column,
      Collection<String> values)
      throws SQLException {
    List<Profile> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT profile_key, kind, subject, profile_id, sole_key, shared
                FROM profiles
                WHERE workspace_id = ? AND kind = ? AND %s
                """
                    .formatted(tx.dialect().inSet(column)))) {
      statement.setLong(1, workspace.value());
      statement.setInt(2, kind.code());
      tx.dialect().bindSet(statement, 3, values.toArray(String[]::new));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toProfile(rows));
        }
      }
    }
    return found;
  }

  static Profile toProfile(ResultSet row) throws SQLException {
    Long sole = Columns.optionalLong(row, "sole_key");
    return new Profile(
        new ProfileKey(row.getLong("profile_key")),
        Profile.Kind.ofCode(row.getInt("kind")),
        row.getString("subject"),
        new ProfileId(row.getString("profile_id")),
        sole == null ? null : new ProfileKey(sole),
        row.getInt("shared") != 0);
  }

  /** Inserts profiles, which nothing finds yet: the index of words is written once for each. */
  static void insert(Transaction tx, WorkspaceId workspace, Collection<NewProfile> profiles)
      throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profiles",
            number("profile_key"),
            number("workspace_id"),
            number("kind"),
            text("subject"),
            text("profile_id"),
            number("sole_key"),
            text("search"),
            number("account_key"),
            number("account_via"));
    for (NewProfile created : profiles) {
      Profile profile = created.profile();
      batch.add(
          profile.key().value(),
          workspace.value(),
          (long) profile.kind().code(),
          profile.subject(),
          profile.id().value(),
          profile.sole() == null ? null : (Long) profile.sole().value(),
          "",
          created.account() == null ? null : (Long) created.account().value(),
          created.account() == null ? 0L : (long) AccountLink.Via.EMAIL.code());
    }
    tx.dialect().insert(tx.connection(), batch, "");
    ExclusionRows.markPeople(tx, profiles);
  }

  /** Writes as whose ids are shown. */
  static void show(Transaction tx, Collection<Profile> profiles) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                UPDATE profiles
                SET sole_key = ?, shared = ?
                WHERE profile_key = ?
                """)) {
      for (Profile profile : profiles) {
        if (profile.sole() == null) {
          statement.setNull(1, Types.BIGINT);
        } else {
          statement.setLong(1, profile.sole().value());
        }
        statement.setInt(2, profile.shared() ? 1 : 0);
        statement.setLong(3, profile.key().value());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
