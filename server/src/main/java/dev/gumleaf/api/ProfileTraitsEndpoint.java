package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.StoredVisit;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.store.VisitStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/v1/profiles/{profile}/traits}: each trait of a person with where it came from,
 * and on request what it was before; then deleted ones are shown, too.
 */
final class ProfileTraitsEndpoint implements Endpoint.Blocking {
  /** Identifies that a history looks back on; older ones are read with {@code until}. */
  private static final int IDENTIFIES_MAX = 1_000;

  private final Database database;
  private final Profiles profiles;
  private final ProfileStore store;
  private final VisitStore visits;

  ProfileTraitsEndpoint(
      Database database, Profiles profiles, ProfileStore store, VisitStore visits) {
    this.database = database;
    this.profiles = profiles;
    this.store = store;
    this.visits = visits;
  }

  private record Found(List<Trait> traits, Optional<TraitHistory> history, boolean complete) {}

  @Override
  public Response handle(Request request) {
    boolean withHistory = Parameters.flag(request, "history");
    Found found = database.read(tx -> find(tx, request, withHistory));
    return Json.object(
        200,
        json -> {
          json.objects(
              "items", found.traits(), (item, trait) -> write(item, trait, found.history()));
          if (withHistory) {
            json.flag("history_complete", found.complete());
          }
        });
  }

  private Found find(Transaction tx, Request request, boolean withHistory) {
    VisitStore.Filter identifies =
        new VisitStore.Filter(
            CallKind.IDENTIFY,
            Optional.empty(),
            Optional.empty(),
            Parameters.time(request, "until"),
            VisitStore.Shown.ALL);
    var person = profiles.find(tx, request).person();
    Optional<TraitName> named = request.query("name").map(TraitName::of);
    List<Trait> traits =
        store.listTraits(tx, person.key()).byName().values().stream()
            .filter(trait -> withHistory || !trait.isDeleted())
            .filter(trait -> named.isEmpty() || named.get().equals(trait.name()))
            .toList();
    if (!withHistory) {
      return new Found(traits, Optional.empty(), true);
    }
    Profiles.Held held = profiles.held(tx, person);
    Page<StoredVisit> page =
        visits.list(
            tx,
            request.requireWorkspace(),
            held.holdings(),
            identifies,
            Optional.empty(),
            IDENTIFIES_MAX);
    return new Found(
        traits,
        Optional.of(TraitHistory.ofPerson(page.items())),
        page.next().isEmpty() && !held.truncated());
  }

  private static void write(Json json, Trait trait, Optional<TraitHistory> history)
      throws IOException {
    json.text("name", trait.name().value());
    AccountTraitsEndpoint.writeValue(json, trait);
    if (history.isPresent()) {
      json.objects(
          "history", history.get().of("", trait.name()), AccountTraitsEndpoint::writeValue);
    }
  }
}
