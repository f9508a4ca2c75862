package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.WorkspaceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads people as they are shown. Thread-safe; holds no connection. */
public final class ProfileStore {
  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparingLong(Cursor::value).thenComparingLong(Cursor::key).reversed();

  private static final String HELD =
      """
      SELECT t.person_key, t.last_seen_at, p.profile_key, p.kind, p.subject, p.profile_id,
        p.sole_key, p.shared
      """;

  /**
   * People with activity, by when it was last.
   *
   * @param search part of a name or e-mail address in any case, or a whole id; empty for all
   * @param newestFirst else the longest silent first
   */
  public Page<ProfileView> list(
      Transaction tx,
      WorkspaceId workspace,
      String search,
      ProfileFilter filter,
      boolean newestFirst,
      Optional<Cursor> after,
      int limit) {
    ProfileListing listing =
        new ProfileListing(tx, workspace, filter, newestFirst, after, limit + 1);
    return page(tx, workspace, listing.read(search), limit);
  }

  /** The people of a company and all merged into it, last seen first. */
  public Page<ProfileView> listOfAccount(
      Transaction tx,
      WorkspaceId workspace,
      AccountView account,
      ProfileFilter filter,
      Optional<Cursor> after,
      int limit) {
    // The index is in order inside one account only, so merged ones are read one by one.
    List<Cursor> newest = new ArrayList<>();
    for (AccountKey key : account.keys()) {
      newest.addAll(listOfAccount(tx, key, filter, after, limit + 1));
      newest.sort(NEWEST_FIRST);
      if (newest.size() > limit + 1) {
        newest.subList(limit + 1, newest.size()).clear();
      }
    }
    return page(tx, workspace, newest, limit);
  }

  private static List<Cursor> listOfAccount(
      Transaction tx, AccountKey account, ProfileFilter filter, Optional<Cursor> after, int limit) {
    Query query =
        tx.query(
                """
                SELECT p.listed_at, p.profile_key
                FROM profiles p
                WHERE p.account_key = :account AND %s
                  %s
                ORDER BY p.listed_at DESC, p.profile_key DESC
                LIMIT :limit
                """
                    .formatted(
                        filter.conditions(),
                        after.isPresent()
                            ? "AND (p.listed_at, p.profile_key) < (:value, :key)"
                            : ""))
            .bind("account", account.value())
            .bind("limit", limit);
    after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
    return ProfileListing.rows(query);
  }

  private static Page<ProfileView> page(
      Transaction tx, WorkspaceId workspace, List<Cursor> places, int limit) {
    Page<Cursor> page = Page.of(places, limit, place -> place);
    List<ProfileKey> keys =
        page.items().stream().map(place -> new ProfileKey(place.key())).toList();
    return new Page<>(ProfileViews.find(tx, workspace, keys), page.next());
  }

  /** People by their keys, in that order; who is of another workspace is left out. */
  public List<ProfileView> find(Transaction tx, WorkspaceId workspace, List<ProfileKey> keys) {
    return ProfileViews.find(tx, workspace, keys);
  }

  /** The known profile that is called by an id of ours. */
  public Optional<Profile> findKnown(Transaction tx, WorkspaceId workspace, String profileId) {
    List<String> ids = List.of(PlainText.of(profileId));
    return new VisitorDerivation(tx).findKnown(workspace, ids).stream().findFirst();
  }

  /** The profile of an id as it was sent, or of an e-mail address. */
  public Optional<Profile> findBySubject(
      Transaction tx, WorkspaceId workspace, Profile.Kind kind, String subject) {
    List<String> subjects = List.of(PlainText.of(subject));
    return new VisitorDerivation(tx).findProfiles(workspace, kind, subjects).stream().findFirst();
  }

  /**
   * The profiles that somebody has something of, last seen first: those with activity, and ids that
   * were claimed before anything was sent for them. What of their time it is follows from the
   * claims on them.
   *
   * @param limit of each of the two
   */
  public List<HeldProfile> listHeld(Transaction tx, ProfileKey person, int limit) {
    List<HeldProfile> held =
        new ArrayList<>(
            tx.query(
                    HELD
                        + """
                        FROM profile_parts t
                          JOIN profiles p ON p.profile_key = t.profile_key
                        WHERE t.person_key = :person
                        ORDER BY CASE WHEN t.last_seen_at IS NULL THEN 1 ELSE 0 END,
                          t.last_seen_at DESC, t.part_key DESC
                        LIMIT :limit
                        """)
                .bind("person", person.value())
                .bind("limit", limit)
                .map((row, context) -> ProfileViews.toHeld(row))
                .list());
    held.addAll(
        tx.query(
                """
                SELECT m.into_key AS person_key, NULL AS last_seen_at, p.profile_key, p.kind,
                  p.subject, p.profile_id, p.sole_key, p.shared
                FROM profile_merges m
                  JOIN profiles p ON p.profile_key = m.from_key
                WHERE m.into_key = :person AND m.undone_at IS NULL
                  AND (p.sole_key = :person OR p.sole_key IS NULL)
                  AND NOT EXISTS (
                    SELECT 1
                    FROM profile_parts t
                    WHERE t.profile_key = m.from_key AND t.person_key = :person)
                ORDER BY m.merge_id DESC
                LIMIT :limit
                """)
            .bind("person", person.value())
            .bind("limit", limit)
            .map((row, context) -> ProfileViews.toHeld(row))
            .list());
    return held;
  }

  /**
   * What the people of a company have, last seen first, where forms are among it.
   *
   * @param marked whether forms that are kept off lists count, too
   */
  public List<HeldProfile> listHeldWithForms(
      Transaction tx, AccountView account, boolean marked, int limit) {
    return tx.query(
            HELD
                + """
                FROM profiles o
                  JOIN profile_parts t ON t.person_key = o.profile_key
                  JOIN profiles p ON p.profile_key = t.profile_key
                WHERE o.account_key IN (<accounts>) AND o.internal = 0
                  AND (t.form_submissions > 0 OR t.marked > :marked)
                ORDER BY CASE WHEN t.last_seen_at IS NULL THEN 1 ELSE 0 END,
                  t.last_seen_at DESC, t.part_key DESC
                LIMIT :limit
                """)
        .bindList("accounts", account.keys().stream().map(AccountKey::value).toList())
        .bind("marked", marked ? 0 : Long.MAX_VALUE)
        .bind("limit", limit)
        .map((row, context) -> ProfileViews.toHeld(row))
        .list();
  }

  /** What the people of a company have that set signals off, last seen first. */
  public List<HeldProfile> listHeldWithHits(Transaction tx, AccountView account, int limit) {
    return tx.query(
            HELD
                + """
                FROM profiles o
                  JOIN profile_parts t ON t.person_key = o.profile_key
                  JOIN profiles p ON p.profile_key = t.profile_key
                WHERE o.account_key IN (<accounts>) AND o.internal = 0
                  AND EXISTS (
                    SELECT 1 FROM signal_hits h WHERE h.profile_key = p.profile_key)
                ORDER BY CASE WHEN t.last_seen_at IS NULL THEN 1 ELSE 0 END,
                  t.last_seen_at DESC, t.part_key DESC
                LIMIT :limit
                """)
        .bindList("accounts", account.keys().stream().map(AccountKey::value).toList())
        .bind("limit", limit)
        .map((row, context) -> ProfileViews.toHeld(row))
        .list();
  }

  /** The current traits of a person, with the marks of deleted ones. */
  public TraitSet listTraits(Transaction tx, ProfileKey person) {
    return TraitSet.EMPTY.merge(
        tx.query(
                """
                SELECT t.name, t.spelling, t.value, t.source, t.effective_at
                FROM profile_parts p
                  JOIN profile_traits t ON t.part_key = p.part_key
                WHERE p.person_key = :person
                """)
            .bind("person", person.value())
            .map((row, context) -> ProfileTraitRows.toTrait(row))
            .list());
  }
}
