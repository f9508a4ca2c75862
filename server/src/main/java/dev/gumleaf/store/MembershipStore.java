package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.FollowedAudience.Stage;
import dev.gumleaf.store.MembershipChange.Why;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads who is noted to be in which audience, and who entered and left. Thread-safe. */
public final class MembershipStore {
  private static final int HUNDRED = 100;

  /**
   * An audience that somebody is in.
   *
   * @param since when that was found
   */
  public record InAudience(long id, String name, Instant since) {}

  /** A change that is kept; the greater id is the later change. */
  public record KeptChange(long id, MembershipChange change) {}

  /** How far everybody was looked at since an audience was made or changed, in hundredths. */
  public Map<Long, Integer> findFilled(Transaction tx, WorkspaceId workspace) {
    Map<Long, Integer> filled = new HashMap<>();
    for (FollowedAudience audience : FillRows.find(tx, workspace)) {
      filled.put(audience.audience().id(), filled(tx, audience));
    }
    return filled;
  }

  private static int filled(Transaction tx, FollowedAudience audience) {
    if (audience.version() != audience.audience().version()) {
      return 0;
    }
    return switch (audience.stage()) {
      case DONE -> HUNDRED;
      case COMPANIES, MEMBERS -> {
        boolean ofCompanies =
            audience.stage() == Stage.COMPANIES
                || audience.audience().kind() == AudienceKind.ACCOUNTS;
        long all = last(tx, ofCompanies ? "account_key" : "profile_key");
        yield (int) Math.min(HUNDRED - 1L, audience.lastKey() * HUNDRED / Math.max(1, all));
      }
    };
  }

  private static long last(Transaction tx, String counter) {
    return tx.query("SELECT value FROM counters WHERE name = :name")
        .bind("name", counter)
        .mapTo(Long.class)
        .one();
  }

  /** Since when some accounts or profiles are in an audience, of those that are noted to be. */
  public Map<Long, Instant> findSince(Transaction tx, SavedAudience audience, List<Long> keys) {
    Map<Long, Instant> found = new HashMap<>();
    if (!keys.isEmpty()) {
      tx.query(
              """
              SELECT subject_key, since
              FROM memberships
              WHERE audience_id = :audience AND part = 0 AND since IS NOT NULL AND %s
              """
                  .formatted(tx.dialect().inKeys("subject_key", "keys")))
          .bind("audience", audience.id())
          .bind("keys", keys.stream().map(String::valueOf).collect(joining(",")))
          .map((row, context) ->
              Map.entry(row.getLong("subject_key"), Columns.instant(row, "since")))
          .forEach(each -> found.put(each.getKey(), each.getValue()));
    }
    return found;
  }

  /** The audiences that an account is noted to be in, by name. */
  public List<InAudience> listOf(Transaction tx, WorkspaceId workspace, AccountKey account) {
    return listOf(tx, workspace, AudienceKind.ACCOUNTS, account.value());
  }

  /** The audiences that somebody is noted to be in, by name. */
  public List<InAudience> listOf(Transaction tx, WorkspaceId workspace, ProfileKey person) {
    return listOf(tx, workspace, AudienceKind.VISITORS, person.value());
  }

  private static List<InAudience> listOf(
      Transaction tx, WorkspaceId workspace, AudienceKind kind, long key) {
    return tx.query(
            """
            SELECT u.audience_id, u.name, m.since
            FROM memberships m
              JOIN audiences u ON u.audience_id = m.audience_id
            WHERE m.subject_kind = :kind AND m.subject_key = :key AND m.part = 0
              AND m.since IS NOT NULL AND u.workspace_id = :workspace
            ORDER BY u.name, u.audience_id
            """)
        .bind("kind", TouchRows.code(kind))
        .bind("key", key)
        .bind("workspace", workspace.value())
        .map((row, context) ->
            new InAudience(
                row.getLong("audience_id"), row.getString("name"), Columns.instant(row, "since")))
        .list();
  }

  /** Who entered and left an audience, newest first. */
  public Page<KeptChange> listChanges(
      Transaction tx, SavedAudience audience, Optional<Cursor> after, int limit) {
    Query query =
        tx.query(
                """
                SELECT change_id, subject_key, at, entered, why
                FROM membership_changes
                WHERE audience_id = :audience %s
                ORDER BY change_id DESC
                LIMIT :limit
                """
                    .formatted(after.isPresent() ? "AND change_id < :key" : ""))
            .bind("audience", audience.id())
            .bind("limit", limit + 1);
    after.ifPresent(cursor -> query.bind("key", cursor.key()));
    List<KeptChange> found =
        query
            .map((row, context) ->
                new KeptChange(
                    row.getLong("change_id"),
                    new MembershipChange(
                        audience.id(),
                        audience.kind(),
                        row.getLong("subject_key"),
                        Columns.instant(row, "at"),
                        row.getInt("entered") == 1,
                        Why.ofCode(row.getInt("why")))))
            .list();
    return Page.of(found, limit, change -> new Cursor(0, change.id()));
  }

  /** A company by what it was sent as. */
  public record CompanyName(String id, String domain) {}

  /** Accounts by their keys, each as itself, whatever it is merged into since. */
  public Map<Long, CompanyName> findCompanies(Transaction tx, Collection<Long> keys) {
    Map<Long, CompanyName> found = new HashMap<>();
    if (!keys.isEmpty()) {
      tx.query(
              """
              SELECT account_key, account_id, domain
              FROM accounts
              WHERE %s
              """
                  .formatted(tx.dialect().inKeys("account_key", "keys")))
          .bind("keys", keys.stream().map(String::valueOf).collect(joining(",")))
          .map((row, context) ->
              Map.entry(
                  row.getLong("account_key"),
                  new CompanyName(row.getString("account_id"), row.getString("domain"))))
          .forEach(each -> found.put(each.getKey(), each.getValue()));
    }
    return found;
  }
}
