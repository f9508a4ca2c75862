package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileFilter;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;

/** {@code GET /api/v1/accounts/{account}/visitors}: the people of a company, last seen first. */
final class AccountVisitorsEndpoint implements Endpoint.Blocking {
  private static final String LIST = "visitors";

  private final Database database;
  private final Accounts accounts;
  private final ProfileStore profiles;

  AccountVisitorsEndpoint(Database database, Accounts accounts, ProfileStore profiles) {
    this.database = database;
    this.accounts = accounts;
    this.profiles = profiles;
  }

  @Override
  public Response handle(Request request) {
    ProfileFilter filter = ProfileListEndpoint.filter(request);
    Page<ProfileView> page =
        database.read(tx ->
            profiles.listOfAccount(
                tx,
                request.requireWorkspace(),
                accounts.find(tx, request),
                filter,
                Parameters.cursor(request, LIST),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, LIST, ProfileJson::write));
  }
}
