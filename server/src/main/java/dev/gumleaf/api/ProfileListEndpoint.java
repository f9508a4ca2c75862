package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileFilter;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;

/** {@code GET /api/v1/profiles}: people with activity, searched by name, e-mail address and id. */
final class ProfileListEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final ProfileStore profiles;

  ProfileListEndpoint(Database database, ProfileStore profiles) {
    this.database = database;
    this.profiles = profiles;
  }

  @Override
  public Response handle(Request request) {
    boolean newestFirst = Parameters.newestFirst(request);
    String list = newestFirst ? "people-newest" : "people-oldest";
    Page<ProfileView> page =
        database.read(tx ->
            profiles.list(
                tx,
                request.requireWorkspace(),
                request.query("q").orElse("").strip(),
                filter(request),
                newestFirst,
                Parameters.cursor(request, list),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, list, ProfileJson::write));
  }

  /** The parameters that lists of people share. */
  static ProfileFilter filter(Request request) {
    return new ProfileFilter(
        request.query("known").map(given -> Parameters.flag(request, "known")),
        Parameters.flag(request, "internal"));
  }
}
