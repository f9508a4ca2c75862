package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** One place in the list of people, from which it is read on. */
record ProfileListing(
    Transaction tx,
    WorkspaceId workspace,
    ProfileFilter filter,
    boolean newestFirst,
    Optional<Cursor> after,
    int rowsMax) {
  /** People that a search looks through one by one before it asks the index. */
  private static final int NEAR = 2_000;

  /** What decides about a place in the list. */
  private static final String COLUMNS = "profile_key, workspace_id, kind, internal, listed_at";

  /**
   * Where the next people stand who have a text in their name or e-mail address, or whose id it is.
   *
   * <p>As with accounts, what many have in them fills a page from the nearest ones, and the index
   * is asked for the rest.
   *
   * @param text in any case; empty for all people
   */
  List<Cursor> read(String text) {
    if (text.isEmpty()) {
      return rows(query("", "profiles p", ""));
    }
    String searched = text.toLowerCase(Locale.ROOT);
    List<Long> exact = findExact(text);
    if (exact.isEmpty()) {
      List<Cursor> near = near(searched);
      if (near.size() == rowsMax) {
        return near;
      }
    }
    return indexed(searched, exact);
  }

  /** Whose id it is; a divided id belongs to several people. */
  private List<Long> findExact(String id) {
    return tx.query(
            """
            SELECT COALESCE(p.sole_key, t.person_key) AS person
            FROM profiles p
              LEFT JOIN profile_parts t ON t.profile_key = p.profile_key
            WHERE p.workspace_id = :workspace AND p.kind = 1 AND p.subject = :id
              AND (p.sole_key IS NOT NULL OR t.person_key IS NOT NULL)
            UNION
            SELECT profile_key
            FROM profiles
            WHERE workspace_id = :workspace AND kind = 2 AND profile_id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  private List<Cursor> near(String text) {
    String nearest =
        """
        (
          SELECT %s, search
          FROM profiles p
          WHERE %s
          ORDER BY %s
          LIMIT %d) AS p
        """
            .formatted(COLUMNS, place(), order(), NEAR);
    return rows(
        query("", nearest, "AND p.search LIKE :pattern ESCAPE '!'")
            .bind("pattern", LikePattern.containing(text)));
  }

  /**
   * The index decides first and alone, so that no plan walks the whole list instead; and nobody
   * that it finds is looked up twice.
   */
  private List<Cursor> indexed(String text, List<Long> exact) {
    String found =
        """
        WITH found AS MATERIALIZED (
          SELECT %1$s
          %2$s
            AND m.workspace_id = :workspace
          %3$s)
        """
            .formatted(
                COLUMNS,
                tx.dialect().search(SearchIndex.PROFILES, text),
                exact.isEmpty()
                    ? ""
                    : "UNION SELECT %s FROM profiles WHERE profile_key IN (<exact>)"
                        .formatted(COLUMNS));
    Query query = query(found, "found p", "");
    tx.dialect().bindSearch(query, text);
    if (!exact.isEmpty()) {
      query.bindList("exact", exact);
    }
    return rows(query);
  }

  private Query query(String with, String from, String matching) {
    Query query =
        tx.query(
                """
                %s
                SELECT p.listed_at, p.profile_key
                FROM %s
                WHERE %s
                  %s
                ORDER BY %s
                LIMIT :limit
                """
                    .formatted(with, from, place(), matching, order()))
            .bind("workspace", workspace.value())
            .bind("limit", rowsMax);
    after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
    return query;
  }

  private String place() {
    String on = "p.workspace_id = :workspace AND " + filter.conditions();
    return after.isEmpty()
        ? on
        : on
            + " AND (p.listed_at, p.profile_key) %s (:value, :key)"
                .formatted(newestFirst ? "<" : ">");
  }

  private String order() {
    String direction = newestFirst ? "DESC" : "ASC";
    return "p.listed_at %s, p.profile_key %s".formatted(direction, direction);
  }

  static List<Cursor> rows(Query query) {
    return query
        .map((row, context) -> new Cursor(row.getLong("listed_at"), row.getLong("profile_key")))
        .list();
  }
}
