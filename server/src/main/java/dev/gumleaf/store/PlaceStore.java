package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ProfileKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads where people were, and of which companies they are. Thread-safe; holds no connection. */
public final class PlaceStore {
  /** Of addresses {@code l} and the account {@code h} that theirs is shown as. */
  static final String COLUMNS =
      """
      l.address, l.first_at, l.last_at, l.confidence, l.reason, l.organization, l.country,
        l.region, l.city, h.account_key, h.account_id, h.domain
      """;

  /** Addresses looked at; of divided ids, not all of them are one person's. */
  private static final int LOOKED_AT_MAX = 2_000;

  /** The places that were somebody's, last seen first, at most so many. */
  public List<Place> list(Transaction tx, List<Holding> holdings, int limit) {
    if (holdings.isEmpty()) {
      return List.of();
    }
    Map<Long, Holding> byProfile = new HashMap<>();
    holdings.forEach(holding -> byProfile.put(holding.profile().key().value(), holding));
    Map<String, Place> places = new LinkedHashMap<>();
    tx.query(
            """
            SELECT l.profile_key, %s
            FROM profile_addresses l
              LEFT JOIN accounts a ON a.account_key = l.account_key
              LEFT JOIN %s
            WHERE l.profile_key IN (<profiles>)
            ORDER BY l.last_at DESC, l.address
            LIMIT :limit
            """
                .formatted(COLUMNS, ProfileViews.SHOWN_AS))
        .bindList("profiles", List.copyOf(byProfile.keySet()))
        .bind("limit", LOOKED_AT_MAX)
        .map((row, context) -> Map.entry(row.getLong("profile_key"), toPlace(row)))
        .forEach(each -> {
          Holding holding = Objects.requireNonNull(byProfile.get(each.getKey()));
          Place place = each.getValue();
          if (holding.contains(place.firstAt().toEpochMilli())
              || holding.contains(place.lastAt().toEpochMilli())) {
            places.merge(place.address(), place, Place::plus);
          }
        });
    return places.values().stream()
        .sorted(Comparator.comparing(Place::lastAt).reversed().thenComparing(Place::address))
        .limit(limit)
        .toList();
  }

  static Place toPlace(ResultSet row) throws SQLException {
    String confidence = row.getString("confidence");
    String reason = row.getString("reason");
    String account = row.getString("account_id");
    Membership company =
        account == null
            ? null
            : new Membership(
                new AccountKey(row.getLong("account_key")),
                new AccountId(account),
                new Domain(row.getString("domain")),
                AccountLink.Via.ADDRESS,
                row.getLong("last_at"),
                confidence,
                reason,
                Columns.instant(row, "first_at"));
    return new Place(
        row.getString("address"),
        Columns.instant(row, "first_at"),
        Columns.instant(row, "last_at"),
        company,
        confidence,
        reason,
        row.getString("organization"),
        row.getString("country"),
        row.getString("region"),
        row.getString("city"));
  }

  /**
   * Every company that somebody may be part of, the best reason first, each once.
   *
   * @param ofEmail the company of the e-mail address
   */
  public List<Membership> listMemberships(
      Transaction tx, ProfileKey person, List<Place> places, Optional<AccountView> ofEmail) {
    List<Membership> all = new ArrayList<>();
    tx.query(
            """
            SELECT s.stated_at, h.account_key, h.account_id, h.domain
            FROM profile_parts t
              JOIN profile_accounts s ON s.part_key = t.part_key
              JOIN accounts a ON a.account_key = s.account_key
              JOIN %s
            WHERE t.person_key = :person
            """
                .formatted(ProfileViews.SHOWN_AS))
        .bind("person", person.value())
        .map((row, context) ->
            new Membership(
                new AccountKey(row.getLong("account_key")),
                new AccountId(row.getString("account_id")),
                new Domain(row.getString("domain")),
                AccountLink.Via.STATED,
                row.getLong("stated_at"),
                null,
                null,
                Columns.instant(row, "stated_at")))
        .forEach(all::add);
    places.stream().map(Place::company).filter(Objects::nonNull).forEach(all::add);
    ofEmail.ifPresent(account ->
        all.add(
            new Membership(
                account.key(),
                account.id(),
                account.domain(),
                AccountLink.Via.EMAIL,
                0,
                null,
                null,
                null)));
    Map<AccountKey, Membership> best = new LinkedHashMap<>();
    all.stream()
        .sorted(Membership.BEST.reversed())
        .forEach(membership -> best.putIfAbsent(membership.account(), membership));
    return List.copyOf(best.values());
  }
}
