package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.HeldProfile;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.StoredVisit;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.store.VisitStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /api/v1/accounts/{account}/form-submissions}: forms that people of a company filled
 * in, newest first.
 */
final class AccountFormsEndpoint implements Endpoint.Blocking {
  private static final String LIST = "account-forms";

  /** Ids with forms that are read through, last seen first. */
  private static final int IDS_MAX = 500;

  private final Database database;
  private final Accounts accounts;
  private final Profiles profiles;
  private final ProfileStore store;
  private final VisitStore visits;

  AccountFormsEndpoint(
      Database database,
      Accounts accounts,
      Profiles profiles,
      ProfileStore store,
      VisitStore visits) {
    this.database = database;
    this.accounts = accounts;
    this.profiles = profiles;
    this.store = store;
    this.visits = visits;
  }

  private record Found(
      Page<StoredVisit> page, Map<ProfileKey, ProfileView> people, boolean truncated) {}

  @Override
  public Response handle(Request request) {
    Found found = database.read(tx -> find(tx, request));
    return Json.object(
        200,
        json ->
            json.page(found.page(), LIST, (item, visit) -> write(item, visit, found.people()))
                .flag("truncated", found.truncated()));
  }

  private Found find(Transaction tx, Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    AccountView account = accounts.find(tx, request);
    boolean marked = Parameters.flag(request, "marked");
    List<HeldProfile> held = store.listHeldWithForms(tx, account, marked, IDS_MAX + 1);
    Page<StoredVisit> page =
        visits.list(
            tx,
            workspace,
            profiles.holdings(tx, held.subList(0, Math.min(held.size(), IDS_MAX))),
            ProfileVisitsEndpoint.filter(request, CallKind.FORM),
            Parameters.cursor(request, LIST),
            Parameters.limit(request));
    List<ProfileKey> people = page.items().stream().map(StoredVisit::person).distinct().toList();
    Map<ProfileKey, ProfileView> byKey = new HashMap<>();
    store.find(tx, workspace, people).forEach(person -> byKey.put(person.key(), person));
    return new Found(page, byKey, held.size() > IDS_MAX);
  }

  private static void write(Json json, StoredVisit visit, Map<ProfileKey, ProfileView> people)
      throws IOException {
    VisitJson.writeForm(json, visit);
    json.object("person", people.get(visit.person()), ProfileJson::writeName);
  }
}
