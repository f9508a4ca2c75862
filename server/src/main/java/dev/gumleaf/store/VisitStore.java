package dev.gumleaf.store;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/** Reads what people did. Thread-safe; holds no connection. */
public final class VisitStore {
  private static final String COLUMNS =
      """
      e.entry_key, p.profile_id, e.kind, n.name, e.message_id, e.session_id, e.body, e.others,
        e.sent_at, e.received_at, e.effective_at, e.ended_at, e.focus_millis, e.source, e.marks
      """;

  private static final Comparator<StoredVisit> NEWEST_FIRST =
      Comparator.comparing(StoredVisit::effectiveAt).thenComparingLong(StoredVisit::key).reversed();

  /** Which entries are left out of lists. */
  public enum Shown {
    /** Those that lists count. */
    VISIBLE(Mark.hiddenBits()),
    /** All that were sent as entries. */
    MARKED(Mark.bits(Set.of(Mark.IMPLIED))),
    /** Also what was said beside the entries. */
    ALL(0);

    private final int without;

    Shown(int without) {
      this.without = without;
    }
  }

  /**
   * Which entries to list.
   *
   * @param name an event's name; empty for all
   * @param since entries that hold from then or later
   * @param until entries that hold from before then
   */
  public record Filter(
      CallKind kind,
      Optional<String> name,
      Optional<Instant> since,
      Optional<Instant> until,
      Shown shown) {
    private TimeRange asked() {
      return new TimeRange(
          since.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
          until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }

    /** Activity that shows is never newer than when its part was last seen. */
    private boolean isSeen() {
      return shown == Shown.VISIBLE && kind != CallKind.METRIC;
    }
  }

  /**
   * Entries of what somebody has, newest first.
   *
   * @param holdings last seen first
   */
  public Page<StoredVisit> list(
      Transaction tx,
      WorkspaceId workspace,
      List<Holding> holdings,
      Filter filter,
      Optional<Cursor> after,
      int limit) {
    Optional<Long> nameKey = Optional.empty();
    if (filter.name().isPresent()) {
      nameKey = findNameKey(tx, workspace, filter.name().get());
      if (nameKey.isEmpty()) {
        return new Page<>(List.of(), Optional.empty());
      }
    }
    // The timeline is in order inside one profile only, so they are read one by one.
    List<StoredVisit> newest = new ArrayList<>();
    for (Holding holding : holdings) {
      if (filter.isSeen() && isFull(newest, holding, limit)) {
        break;
      }
      Reading reading = new Reading(tx, holding, filter, nameKey);
      newest.addAll(
          new HeldRows<>(
                  holding, filter.asked(), after, limit + 1, VisitStore::place, reading::read)
              .newest());
      newest.sort(NEWEST_FIRST);
      if (newest.size() > limit + 1) {
        newest.subList(limit + 1, newest.size()).clear();
      }
    }
    return Page.of(newest, limit, VisitStore::place);
  }

  private static Cursor place(StoredVisit visit) {
    return new Cursor(visit.effectiveAt().toEpochMilli(), visit.key());
  }

  /** Whether nothing of a holding, nor of those behind it, can be among the newest. */
  private static boolean isFull(List<StoredVisit> newest, Holding holding, int limit) {
    Long seen = holding.held().lastSeenAt();
    return newest.size() > limit
        && (seen == null || seen < newest.getLast().effectiveAt().toEpochMilli());
  }

  private static Optional<Long> findNameKey(Transaction tx, WorkspaceId workspace, String name) {
    return tx.query(
            """
            SELECT name_key
            FROM names
            WHERE workspace_id = :workspace AND name = :name
            """)
        .bind("workspace", workspace.value())
        .bind("name", PlainText.of(name))
        .mapTo(Long.class)
        .findOne();
  }

  /** Reads entries of one holding. */
  private record Reading(Transaction tx, Holding holding, Filter filter, Optional<Long> nameKey) {
    private List<StoredVisit> read(TimeRange stretch, Optional<Cursor> after, int limit) {
      Query query =
          tx.query(
                  """
                  SELECT %s
                  FROM profile_entries e
                    JOIN profiles p ON p.profile_key = e.profile_key
                    LEFT JOIN names n ON n.name_key = e.name_key
                  WHERE e.profile_key = :profile AND e.kind = :kind
                    AND e.effective_at >= :from AND e.effective_at < :until
                    AND (e.marks & :without) = 0
                    %s
                    %s
                  ORDER BY e.effective_at DESC, e.entry_key DESC
                  LIMIT :limit
                  """
                      .formatted(
                          COLUMNS,
                          nameKey.isPresent() ? "AND e.name_key = :name" : "",
                          after.isPresent()
                              ? "AND (e.effective_at, e.entry_key) < (:value, :key)"
                              : ""))
              .bind("profile", holding.profile().key().value())
              .bind("kind", filter.kind().code())
              .bind("from", stretch.from())
              .bind("until", stretch.until())
              .bind("without", filter.shown().without)
              .bind("limit", limit);
      nameKey.ifPresent(key -> query.bind("name", key));
      after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
      return query.map((row, context) -> toVisit(row, holding.person())).list();
    }
  }

  /**
   * The stored entries with a message id, whoever they are about, at most so many. Like {@link
   * EntryStore#findByMessageId}, one probe of the dedupe index for each profile and kind.
   */
  public List<StoredVisit> findByMessageId(
      Transaction tx, WorkspaceId workspace, MessageId messageId, int limit) {
    return tx.query(
            """
            SELECT %s, p.profile_key
            FROM profiles p
              JOIN profile_entries e ON e.profile_key = p.profile_key AND e.hash IN (<hashes>)
              LEFT JOIN names n ON n.name_key = e.name_key
            WHERE p.workspace_id = :workspace AND e.message_id = :id
            ORDER BY e.entry_key
            LIMIT :limit
            """
                .formatted(COLUMNS))
        .bindList("hashes", EntryHash.allOfMessageId(messageId))
        .bind("workspace", workspace.value())
        .bind("id", PlainText.of(messageId.value()))
        .bind("limit", limit)
        .map((row, context) -> toVisit(row, new ProfileKey(row.getLong("profile_key"))))
        .list();
  }

  private static StoredVisit toVisit(ResultSet row, ProfileKey person) throws SQLException {
    String name = row.getString("name");
    return new StoredVisit(
        row.getLong("entry_key"),
        new ProfileId(row.getString("profile_id")),
        person,
        CallKind.ofCode(row.getInt("kind")),
        name == null ? "" : name,
        row.getString("message_id"),
        row.getString("session_id"),
        row.getString("body"),
        row.getString("others"),
        Columns.optionalInstant(row, "sent_at"),
        Columns.instant(row, "received_at"),
        Columns.instant(row, "effective_at"),
        Columns.optionalInstant(row, "ended_at"),
        row.getLong("focus_millis"),
        Source.ofCode(row.getInt("source")),
        Mark.ofBits(row.getInt("marks")));
  }
}
