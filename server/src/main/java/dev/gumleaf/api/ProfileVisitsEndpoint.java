package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.StoredVisit;
import dev.gumleaf.store.VisitStore;

/**
 * {@code GET /api/v1/profiles/{profile}/…}: what a person did of one kind, under all of their ids,
 * newest first.
 */
final class ProfileVisitsEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final Profiles profiles;
  private final VisitStore visits;
  private final CallKind kind;
  private final Json.Item<StoredVisit> item;

  ProfileVisitsEndpoint(
      Database database,
      Profiles profiles,
      VisitStore visits,
      CallKind kind,
      Json.Item<StoredVisit> item) {
    this.database = database;
    this.profiles = profiles;
    this.visits = visits;
    this.kind = kind;
    this.item = item;
  }

  private record Found(Page<StoredVisit> page, boolean truncated) {}

  @Override
  public Response handle(Request request) {
    VisitStore.Filter filter = filter(request, kind);
    String list = kind.plural();
    Found found =
        database.read(tx -> {
          Profiles.Held held = profiles.held(tx, profiles.find(tx, request).person());
          Page<StoredVisit> page =
              visits.list(
                  tx,
                  request.requireWorkspace(),
                  held.holdings(),
                  filter,
                  Parameters.cursor(request, list),
                  Parameters.limit(request));
          return new Found(page, held.truncated());
        });
    return Json.object(
        200, json -> json.page(found.page(), list, item).flag("truncated", found.truncated()));
  }

  /** The parameters that lists of what people did share. */
  static VisitStore.Filter filter(Request request, CallKind kind) {
    return new VisitStore.Filter(
        kind,
        request.query("name"),
        Parameters.time(request, "since"),
        Parameters.time(request, "until"),
        Parameters.flag(request, "marked") ? VisitStore.Shown.MARKED : VisitStore.Shown.VISIBLE);
  }
}
