package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.MembershipStore;
import dev.gumleaf.store.MembershipStore.CompanyName;
import dev.gumleaf.store.MembershipStore.InAudience;
import dev.gumleaf.store.MembershipStore.KeptChange;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who entered and left audiences, and in which a company or a person is noted to be. */
final class MembershipEndpoints {
  private static final String LIST = "changes";

  private final Database database;
  private final AudienceEndpoints audiences;
  private final Accounts accounts;
  private final Profiles profiles;
  private final ProfileStore store;
  private final MembershipStore memberships = new MembershipStore();

  MembershipEndpoints(
      Database database,
      AudienceEndpoints audiences,
      Accounts accounts,
      Profiles profiles,
      ProfileStore store) {
    this.database = database;
    this.audiences = audiences;
    this.accounts = accounts;
    this.profiles = profiles;
    this.store = store;
  }

  /** {@code GET /api/v1/audiences/{id}/changes}: newest first. */
  Response changes(Request request) {
    return database.read(tx -> {
      SavedAudience audience = audiences.require(tx, request);
      Page<KeptChange> page =
          memberships.listChanges(
              tx, audience, Parameters.cursor(request, LIST), Parameters.limit(request));
      List<Long> keys = page.items().stream().map(each -> each.change().key()).distinct().toList();
      return Json.object(
          200,
          json -> {
            switch (audience.kind()) {
              case ACCOUNTS -> {
                Map<Long, CompanyName> companies = memberships.findCompanies(tx, keys);
                json.page(
                    page,
                    LIST,
                    (item, change) ->
                        write(item, change)
                            .object(
                                "account",
                                companies.get(change.change().key()),
                                MembershipEndpoints::write)
                            .raw("person", null));
              }
              case VISITORS -> {
                Map<Long, ProfileView> people = people(tx, request, keys);
                json.page(
                    page,
                    LIST,
                    (item, change) ->
                        write(item, change)
                            .raw("account", null)
                            .object(
                                "person",
                                people.get(change.change().key()),
                                ProfileJson::writeName));
              }
            }
          });
    });
  }

  private Map<Long, ProfileView> people(Transaction tx, Request request, List<Long> keys) {
    Map<Long, ProfileView> people = new HashMap<>();
    store
        .find(tx, request.requireWorkspace(), keys.stream().map(ProfileKey::new).toList())
        .forEach(person -> people.put(person.key().value(), person));
    return people;
  }

  private static Json write(Json json, KeptChange kept) throws IOException {
    return json.number("id", kept.id())
        .text("change", kept.change().entered() ? "entered" : "left")
        .time("at", kept.change().at())
        .text("why", kept.change().why().word());
  }

  private static void write(Json json, CompanyName company) throws IOException {
    json.text("account_id", company.id()).text("domain", company.domain());
  }

  /** {@code GET /api/v1/accounts/{account}/audiences}: by name. */
  Response ofAccount(Request request) {
    return respond(
        database.read(tx ->
            memberships.listOf(tx, request.requireWorkspace(), accounts.find(tx, request).key())));
  }

  /** {@code GET /api/v1/profiles/{profile}/audiences}: by name. */
  Response ofProfile(Request request) {
    return respond(
        database.read(tx ->
            memberships.listOf(
                tx, request.requireWorkspace(), profiles.find(tx, request).person().key())));
  }

  private static Response respond(List<InAudience> found) {
    return Json.object(
        200,
        json ->
            json.objects(
                "items",
                found,
                (item, audience) ->
                    item.number("id", audience.id())
                        .text("name", audience.name())
                        .time("since", audience.since())));
  }
}
