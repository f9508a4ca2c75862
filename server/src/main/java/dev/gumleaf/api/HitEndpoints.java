package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Cursor;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.HeldProfile;
import dev.gumleaf.store.HitStore;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.StoredHit;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What set signals off, newest first: of one signal, of a company, of a person. */
final class HitEndpoints {
  private static final String LIST = "hits";

  /** Ids of a company's people that are read through, last seen first. */
  private static final int IDS_MAX = 500;

  private final Database database;
  private final SignalEndpoints signals;
  private final HitStore hits;
  private final Accounts accounts;
  private final Profiles profiles;
  private final ProfileStore store;

  HitEndpoints(
      Database database,
      SignalEndpoints signals,
      HitStore hits,
      Accounts accounts,
      Profiles profiles,
      ProfileStore store) {
    this.database = database;
    this.signals = signals;
    this.hits = hits;
    this.accounts = accounts;
    this.profiles = profiles;
    this.store = store;
  }

  /** Hits, and who set them off. */
  record Found(Page<StoredHit> page, Map<Long, ProfileView> peopleByHit, boolean truncated) {}

  /** {@code GET /api/v1/signals/{id}/hits}. */
  Response ofSignal(Request request) {
    return respond(
        database.read(tx -> {
          Page<StoredHit> page =
              hits.listOfSignal(
                  tx, signals.find(tx, request), after(request), Parameters.limit(request));
          return found(tx, request, page, false);
        }));
  }

  /** {@code GET /api/v1/accounts/{account}/signals}: of the company and of its people. */
  Response ofAccount(Request request) {
    return respond(
        database.read(tx -> {
          AccountView account = accounts.find(tx, request);
          List<HeldProfile> held = store.listHeldWithHits(tx, account, IDS_MAX + 1);
          Page<StoredHit> page =
              hits.list(
                  tx,
                  profiles.holdings(tx, held.subList(0, Math.min(held.size(), IDS_MAX))),
                  account.keys(),
                  after(request),
                  Parameters.limit(request));
          return found(tx, request, page, held.size() > IDS_MAX);
        }));
  }

  /** {@code GET /api/v1/profiles/{profile}/signals}. */
  Response ofProfile(Request request) {
    return respond(
        database.read(tx -> {
          Profiles.Held held = profiles.held(tx, profiles.find(tx, request).person());
          Page<StoredHit> page =
              hits.list(tx, held.holdings(), List.of(), after(request), Parameters.limit(request));
          return found(tx, request, page, held.truncated());
        }));
  }

  /** What set any signal off, in the order in which it was found. */
  Found found(Request request, Optional<Cursor> after, int limit) {
    return database.read(tx ->
        found(tx, request, hits.listAll(tx, request.requireWorkspace(), after, limit), false));
  }

  private static Optional<Cursor> after(Request request) {
    return Parameters.cursor(request, LIST);
  }

  private Found found(Transaction tx, Request request, Page<StoredHit> page, boolean truncated) {
    List<Owners.Deed> deeds =
        page.items().stream()
            .map(hit -> new Owners.Deed(hit.key(), hit.profile(), hit.person(), hit.at()))
            .toList();
    return new Found(
        page, new Owners(store).find(tx, request.requireWorkspace(), deeds), truncated);
  }

  private static Response respond(Found found) {
    return Json.object(
        200,
        json ->
            json.page(
                    found.page(),
                    LIST,
                    (item, hit) -> write(item, hit, found.peopleByHit().get(hit.key())))
                .flag("truncated", found.truncated()));
  }

  private static void write(Json json, StoredHit hit, @Nullable ProfileView person)
      throws IOException {
    json.number("id", hit.key())
        .object(
            "signal",
            signal ->
                signal
                    .number("id", hit.signal())
                    .text("name", hit.name())
                    .number("version", hit.version()))
        .time("at", hit.at())
        .object("person", person, ProfileJson::writeName)
        .text("domain", domain(hit, person))
        .raw("evidence", hit.evidence());
  }

  /** The company that a hit is about, if one is known. */
  static @Nullable String domain(StoredHit hit, @Nullable ProfileView person) {
    if (hit.domain() != null) {
      return hit.domain();
    }
    return person == null || person.company() == null ? null : person.company().domain().value();
  }
}
