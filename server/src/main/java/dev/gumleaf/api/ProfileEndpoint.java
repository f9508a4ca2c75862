package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Holding;
import dev.gumleaf.store.Membership;
import dev.gumleaf.store.Place;
import dev.gumleaf.store.PlaceStore;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/v1/profiles/{profile}}: one person, and all that is known about them. */
final class ProfileEndpoint implements Endpoint.Blocking {
  /** Places listed, last seen first. */
  private static final int PLACES_MAX = 100;

  private final Database database;
  private final Profiles profiles;
  private final ProfileStore store;
  private final PlaceStore places;
  private final Accounts accounts;

  ProfileEndpoint(
      Database database,
      Profiles profiles,
      ProfileStore store,
      PlaceStore places,
      Accounts accounts) {
    this.database = database;
    this.profiles = profiles;
    this.store = store;
    this.places = places;
    this.accounts = accounts;
  }

  private record Shown(
      Profiles.Found found,
      Profiles.Held held,
      TraitSet traits,
      List<Place> places,
      List<Membership> others) {}

  @Override
  public Response handle(Request request) {
    Shown shown =
        database.read(tx -> show(tx, request.requireWorkspace(), request.parameter("profile")));
    return Json.object(200, json -> write(json, shown));
  }

  private Shown show(Transaction tx, WorkspaceId workspace, String name) {
    Profiles.Found found = profiles.find(tx, workspace, name);
    ProfileView person = found.person();
    Profiles.Held held = profiles.held(tx, person);
    List<Place> seenAt = places.list(tx, held.holdings(), PLACES_MAX);
    Optional<AccountView> ofEmail =
        Optional.ofNullable(person.email())
            .flatMap(email -> accounts.findByHost(tx, workspace, new EmailAddress(email).domain()));
    Membership company = person.company();
    List<Membership> others =
        places.listMemberships(tx, person.key(), seenAt, ofEmail).stream()
            .filter(other -> company == null || !other.account().equals(company.account()))
            .toList();
    return new Shown(found, held, store.listTraits(tx, person.key()), seenAt, others);
  }

  private static void write(Json json, Shown shown) throws IOException {
    ProfileJson.write(json, shown.found().person());
    json.object(
        "traits",
        traits -> {
          for (Trait trait : shown.traits().byName().values()) {
            if (!trait.isDeleted()) {
              traits.raw(trait.name().value(), trait.value().json());
            }
          }
        });
    json.objects("ids", shown.held().holdings(), ProfileEndpoint::write)
        .flag("ids_truncated", shown.held().truncated())
        .object("divided_id", shown.found().divided(), ProfileEndpoint::write)
        .objects("other_accounts", shown.others(), ProfileJson::write)
        .objects("places", shown.places(), ProfileEndpoint::write);
  }

  private static void write(Json json, Holding holding) throws IOException {
    Long seen = holding.held().lastSeenAt();
    json.text("profile_id", holding.profile().id().value())
        .time("last_seen_at", seen == null ? null : Instant.ofEpochMilli(seen))
        .flag("divided", holding.isDivided());
    ProfileJson.write(json, holding.isDivided() ? holding.ranges() : List.of());
  }

  private static void write(Json json, Profiles.Divided divided) throws IOException {
    json.text("profile_id", divided.id().value())
        .objects("people", divided.people(), ProfileJson::writeName);
  }

  private static void write(Json json, Place place) throws IOException {
    json.text("address", place.address())
        .text("organization", place.organization())
        .text("country", place.country())
        .text("region", place.region())
        .text("city", place.city())
        .text("domain", place.company() == null ? null : place.company().domain().value())
        .text("confidence", place.confidence())
        .text("reason", place.reason())
        .time("first_seen_at", place.firstAt())
        .time("last_seen_at", place.lastAt());
  }
}
