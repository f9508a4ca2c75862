package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;

import dev.gumleaf.model.ProfileKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of the pipeline about what people have of profiles. */
final class PartRows {
  private PartRows() {}

  /** All parts of some profiles. */
  static List<ProfilePart> find(Transaction tx, Collection<ProfileKey> profiles)
      throws SQLException {
    return find(tx, "profile_key", profiles);
  }

  /** All parts that some people have. */
  static List<ProfilePart> findOf(Transaction tx, Collection<ProfileKey> people)
      throws SQLException {
    return find(tx, "person_key", people);
  }

  private static List<ProfilePart> find(Transaction tx, String column, Collection<ProfileKey> keys)
      throws SQLException {
    List<ProfilePart> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT part_key, profile_key, person_key
                FROM profile_parts
                WHERE %s
                """
                    .formatted(tx.dialect().inSet(column)))) {
      tx.dialect().bindSet(statement, 1, ClaimRows.keys(keys));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new ProfilePart(
                  rows.getLong("part_key"),
                  new ProfileKey(rows.getLong("profile_key")),
                  new ProfileKey(rows.getLong("person_key"))));
        }
      }
    }
    return found;
  }

  /** What was counted for the parts of a profile. */
  static Map<ProfilePart, VisitActivity> activities(Transaction tx, ProfileKey profile)
      throws SQLException {
    Map<ProfilePart, VisitActivity> found = new LinkedHashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT part_key, person_key, identifies, page_views, events, form_submissions,
                  metrics, marked, focus_millis, first_seen_at, last_seen_at
                FROM profile_parts
                WHERE profile_key = ?
                ORDER BY part_key
                """)) {
      statement.setLong(1, profile.value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.put(
              new ProfilePart(
                  row.getLong("part_key"), profile, new ProfileKey(row.getLong("person_key"))),
              ActivitySums.of(row));
        }
      }
    }
    return found;
  }

  /** Gives a part to another person. */
  static void move(Transaction tx, ProfilePart part, ProfileKey person) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                UPDATE profile_parts
                SET person_key = ?
                WHERE part_key = ?
                """)) {
      statement.setLong(1, person.value());
      statement.setLong(2, part.key());
      statement.executeUpdate();
    }
  }

  /** Deletes all parts of a profile with the facts that hang on them. */
  static void delete(Transaction tx, ProfileKey profile) throws SQLException {
    for (String table : List.of("profile_traits", "profile_accounts", "profile_parts")) {
      try (PreparedStatement statement =
          tx.connection()
              .prepareStatement(
                  """
                  DELETE FROM %s
                  WHERE part_key IN (SELECT part_key FROM profile_parts WHERE profile_key = ?)
                  """
                      .formatted(table))) {
        statement.setLong(1, profile.value());
        statement.executeUpdate();
      }
    }
  }

  /** Adds what happened; parts that do not exist yet are made. */
  static void add(Transaction tx, Map<ProfilePart, VisitActivity> activities) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profile_parts",
            number("part_key"),
            number("profile_key"),
            number("person_key"),
            number("identifies"),
            number("page_views"),
            number("events"),
            number("form_submissions"),
            number("metrics"),
            number("marked"),
            number("focus_millis"),
            number("first_seen_at"),
            number("last_seen_at"));
    activities.forEach((part, activity) ->
        batch.add(
            part.key(),
            part.profile().value(),
            part.person().value(),
            activity.identifies(),
            activity.pageViews(),
            activity.events(),
            activity.formSubmissions(),
            activity.metrics(),
            activity.marked(),
            activity.focusMillis(),
            seen(activity, activity.firstSeenAt()),
            seen(activity, activity.lastSeenAt())));
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (part_key) DO UPDATE
            SET identifies = profile_parts.identifies + excluded.identifies,
              page_views = profile_parts.page_views + excluded.page_views,
              events = profile_parts.events + excluded.events,
              form_submissions = profile_parts.form_submissions + excluded.form_submissions,
              metrics = profile_parts.metrics + excluded.metrics,
              marked = profile_parts.marked + excluded.marked,
              focus_millis = profile_parts.focus_millis + excluded.focus_millis,
              first_seen_at = CASE
                WHEN profile_parts.first_seen_at <= excluded.first_seen_at
                  OR excluded.first_seen_at IS NULL THEN profile_parts.first_seen_at
                ELSE excluded.first_seen_at
              END,
              last_seen_at = CASE
                WHEN profile_parts.last_seen_at >= excluded.last_seen_at
                  OR excluded.last_seen_at IS NULL THEN profile_parts.last_seen_at
                ELSE excluded.last_seen_at
              END
            """);
  }

  private static @Nullable Long seen(VisitActivity activity, long at) {
    return activity.isSeen() ? (Long) at : null;
  }
}
