package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Goes through what is stored, a stretch of owners at a time, to look again at what was looked at
 * when it arrived. Each entry is handed on as it comes, so that memory does not grow with their
 * number. Inside one transaction; not thread-safe.
 */
public final class PastEntries {
  /** Rows in memory at a time. */
  private static final int FETCH_ROWS = 1_000;

  private final Transaction tx;

  public PastEntries(Transaction tx) {
    this.tx = tx;
  }

  /** Takes an entry, and the name of the event if it is one. */
  public interface Reader<R> {
    void read(long key, R row, String name);
  }

  /** The next rows of profiles of a workspace behind a key, by their keys. */
  public List<ProfileKey> profiles(WorkspaceId workspace, long after, int limit) {
    return tx.query(
            """
            SELECT profile_key
            FROM profiles
            WHERE profile_key > :after AND +workspace_id = :workspace
            ORDER BY profile_key
            LIMIT :limit
            """)
        .bind("workspace", workspace.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> new ProfileKey(row.getLong("profile_key")))
        .list();
  }

  /** The next rows of accounts of a workspace behind a key, by their keys. */
  public List<AccountKey> accounts(WorkspaceId workspace, long after, int limit) {
    return tx.query(
            """
            SELECT account_key
            FROM accounts
            WHERE account_key > :after AND +workspace_id = :workspace
            ORDER BY account_key
            LIMIT :limit
            """)
        .bind("workspace", workspace.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> new AccountKey(row.getLong("account_key")))
        .list();
  }

  /** How many rows of profiles and of accounts a workspace has. */
  public long countOwners(WorkspaceId workspace) {
    return tx.query(
            """
            SELECT (SELECT COUNT(*) FROM profiles WHERE workspace_id = :workspace)
              + (SELECT COUNT(*) FROM accounts WHERE workspace_id = :workspace)
            """)
        .bind("workspace", workspace.value())
        .mapTo(Long.class)
        .one();
  }

  /**
   * The entries about some profiles that show.
   *
   * @param names of events that are meant
   */
  public void forEachVisit(
      Collection<ProfileKey> profiles,
      Set<CallKind> kinds,
      Set<String> names,
      TimeRange range,
      Reader<VisitRow> reader) {
    if (kinds.isEmpty()) {
      return;
    }
    HotPath.run(
        tx,
        profiles,
        () -> {
          try (PreparedStatement statement =
              tx.connection()
                  .prepareStatement(
                      """
                      SELECT e.entry_key, %s, n.name
                      FROM profile_entries e
                        LEFT JOIN names n ON n.name_key = e.name_key
                      WHERE %s AND e.kind IN (%s)
                        AND e.effective_at >= ? AND e.effective_at < ?
                        AND (e.marks & %d) = 0
                        AND (e.kind <> %d OR %s)
                      """
                          .formatted(
                              VisitRows.COLUMNS,
                              tx.dialect().inSet("e.profile_key"),
                              kinds.stream()
                                  .map(kind -> Integer.toString(kind.code()))
                                  .collect(joining(", ")),
                              Mark.hiddenBits(),
                              CallKind.TRACK.code(),
                              tx.dialect().inSet("n.name")))) {
            statement.setFetchSize(FETCH_ROWS);
            tx.dialect().bindSet(statement, 1, ClaimRows.keys(profiles));
            statement.setLong(2, range.from());
            statement.setLong(3, range.until());
            tx.dialect().bindSet(statement, 4, names.toArray(String[]::new));
            read(statement, VisitRows::toVisit, reader);
          }
        });
  }

  /** The events that accounts had by themselves and that show. */
  public void forEachEvent(
      Collection<AccountKey> accounts,
      Set<String> names,
      TimeRange range,
      Reader<EntryRow> reader) {
    if (names.isEmpty()) {
      return;
    }
    HotPath.run(
        tx,
        accounts,
        () -> {
          try (PreparedStatement statement =
              tx.connection()
                  .prepareStatement(
                      """
                      SELECT e.entry_key, e.account_key, e.hash, e.effective_at, e.name_key, e.kind,
                        e.source, e.marks, e.received_at, e.sent_at, e.message_id, e.body, e.others,
                        n.name
                      FROM entries e
                        JOIN names n ON n.name_key = e.name_key
                      WHERE %s AND e.kind = %d
                        AND e.effective_at >= ? AND e.effective_at < ?
                        AND (e.marks & %d) = 0 AND %s
                      """
                          .formatted(
                              tx.dialect().inSet("e.account_key"),
                              CallKind.TRACK.code(),
                              Mark.silentBits(),
                              tx.dialect().inSet("n.name")))) {
            statement.setFetchSize(FETCH_ROWS);
            tx.dialect()
                .bindSet(statement, 1, accounts.stream().mapToLong(AccountKey::value).toArray());
            statement.setLong(2, range.from());
            statement.setLong(3, range.until());
            tx.dialect().bindSet(statement, 4, names.toArray(String[]::new));
            read(
                statement,
                row -> EntryRows.toEntry(new AccountKey(row.getLong("account_key")), row),
                reader);
          }
        });
  }

  /** Makes a row of what a query gives. */
  private interface Mapper<R> {
    R map(ResultSet row) throws SQLException;
  }

  private static <R> void read(PreparedStatement statement, Mapper<R> mapper, Reader<R> reader)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString("name");
        reader.read(rows.getLong("entry_key"), mapper.map(rows), name == null ? "" : name);
      }
    }
  }

  /** The page views of some profiles that show, one profile after the other. */
  public void forEachPageView(Collection<ProfileKey> profiles, TimeRange range, ViewReader reader) {
    HotPath.run(
        tx,
        profiles,
        () -> {
          try (PreparedStatement statement =
              tx.connection()
                  .prepareStatement(
                      """
                      SELECT e.profile_key, e.hash, e.effective_at, e.focus_millis, e.message_id
                      FROM profile_entries e
                      WHERE %s AND e.kind = %d AND (e.marks & %d) = 0
                        AND e.effective_at >= ? AND e.effective_at < ?
                      ORDER BY e.profile_key, e.effective_at, e.entry_key
                      """
                          .formatted(
                              tx.dialect().inSet("e.profile_key"),
                              CallKind.PAGE_VIEW.code(),
                              Mark.hiddenBits()))) {
            statement.setFetchSize(FETCH_ROWS);
            tx.dialect().bindSet(statement, 1, ClaimRows.keys(profiles));
            statement.setLong(2, range.from());
            statement.setLong(3, range.until());
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                reader.read(
                    new ProfileKey(rows.getLong("profile_key")),
                    new StoredView(
                        Columns.optionalLong(rows, "hash"),
                        rows.getLong("effective_at"),
                        rows.getLong("focus_millis"),
                        rows.getString("message_id")));
              }
            }
          }
        });
  }

  /** Takes a page view. */
  public interface ViewReader {
    void read(ProfileKey profile, StoredView view);
  }
}
