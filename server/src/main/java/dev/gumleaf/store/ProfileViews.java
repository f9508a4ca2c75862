package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what is shown of people on lists. */
final class ProfileViews {
  /** Joins that tell of an account {@code a} as what it is shown. */
  static final String SHOWN_AS =
      "accounts h ON h.account_key = COALESCE(a.merged_into, a.account_key)";

  private ProfileViews() {}

  static List<ProfileView> find(Transaction tx, WorkspaceId workspace, List<ProfileKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<ProfileKey, ProfileView> found = new HashMap<>();
    // The plus keeps SQLite from choosing the workspace's index and going through all of its
    // people.
    tx.query(
            """
            SELECT p.profile_key, p.kind, p.subject, p.profile_id, p.name, p.internal, p.listed_at,
              p.account_via, p.account_at, h.account_key, h.account_id, h.domain
            FROM profiles p
              LEFT JOIN accounts a ON a.account_key = p.account_key
              LEFT JOIN %s
            WHERE +p.workspace_id = :workspace AND p.profile_key IN (<keys>)
            """
                .formatted(SHOWN_AS))
        .bind("workspace", workspace.value())
        .bindList("keys", values(keys))
        .map((row, context) -> toView(row))
        .forEach(view -> found.put(view.key(), view));
    addActivity(tx, found);
    addLocations(tx, found);
    List<ProfileView> inOrder = new ArrayList<>();
    for (ProfileKey key : keys) {
      ProfileView view = found.get(key);
      if (view != null) {
        inOrder.add(view);
      }
    }
    return inOrder;
  }

  private static List<Long> values(Iterable<ProfileKey> keys) {
    List<Long> values = new ArrayList<>();
    keys.forEach(key -> values.add(key.value()));
    return values;
  }

  private static ProfileView toView(ResultSet row) throws SQLException {
    boolean known = Profile.Kind.ofCode(row.getInt("kind")) == Profile.Kind.EMAIL;
    return new ProfileView(
        new ProfileKey(row.getLong("profile_key")),
        new ProfileId(row.getString("profile_id")),
        known ? row.getString("subject") : null,
        row.getString("name"),
        row.getInt("internal") != 0,
        toMembership(row),
        Columns.optionalLong(row, "listed_at"),
        VisitActivity.NONE);
  }

  private static @Nullable Membership toMembership(ResultSet row) throws SQLException {
    AccountLink.Via via = AccountLink.Via.ofCode(row.getInt("account_via"));
    String id = row.getString("account_id");
    if (via == null || id == null) {
      return null;
    }
    long at = row.getLong("account_at");
    return new Membership(
        new AccountKey(row.getLong("account_key")),
        new AccountId(id),
        new Domain(row.getString("domain")),
        via,
        at,
        null,
        null,
        at == 0 ? null : Instant.ofEpochMilli(at));
  }

  private static void addActivity(Transaction tx, Map<ProfileKey, ProfileView> found) {
    if (found.isEmpty()) {
      return;
    }
    tx.query(
            """
            SELECT t.person_key, %s
            FROM profile_parts t
            WHERE t.person_key IN (<people>)
            GROUP BY t.person_key
            """
                .formatted(ActivitySums.COLUMNS))
        .bindList("people", values(found.keySet()))
        .map((row, context) ->
            Map.entry(new ProfileKey(row.getLong("person_key")), ActivitySums.of(row)))
        .forEach(
            sum -> found.computeIfPresent(sum.getKey(), (key, view) -> view.with(sum.getValue())));
  }

  /** Says of those whose network address tells their company what is known about it. */
  private static void addLocations(Transaction tx, Map<ProfileKey, ProfileView> found) {
    List<ProfileKey> located =
        found.values().stream().filter(ProfileViews::isLocated).map(ProfileView::key).toList();
    if (located.isEmpty()) {
      return;
    }
    Map<ProfileKey, Place> places = new HashMap<>();
    tx.query(
            """
            SELECT t.person_key, %s
            FROM profile_parts t
              JOIN profile_addresses l ON l.profile_key = t.profile_key
              JOIN accounts a ON a.account_key = l.account_key
              JOIN %s
            WHERE t.person_key IN (<people>)
            """
                .formatted(PlaceStore.COLUMNS, SHOWN_AS))
        .bindList("people", values(located))
        .map((row, context) ->
            Map.entry(new ProfileKey(row.getLong("person_key")), PlaceStore.toPlace(row)))
        .forEach(each -> {
          Membership company = company(found, each.getKey());
          if (company != null && each.getValue().isOf(company.account())) {
            places.merge(each.getKey(), each.getValue(), Place::plus);
          }
        });
    places.forEach((key, place) ->
        found.computeIfPresent(
            key,
            (same, view) ->
                view.company() == null ? view : view.of(view.company().located(place))));
  }

  private static boolean isLocated(ProfileView view) {
    Membership company = view.company();
    return company != null && company.via() == AccountLink.Via.ADDRESS;
  }

  private static @Nullable Membership company(Map<ProfileKey, ProfileView> found, ProfileKey key) {
    ProfileView view = found.get(key);
    return view == null ? null : view.company();
  }

  static HeldProfile toHeld(ResultSet row) throws SQLException {
    return new HeldProfile(
        new ProfileKey(row.getLong("person_key")),
        ProfileRows.toProfile(row),
        Columns.optionalLong(row, "last_seen_at"));
  }
}
