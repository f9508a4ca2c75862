package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import java.io.IOException;

/** {@code GET /api/v1/accounts}: accounts with activity, searched by name and domain. */
final class AccountListEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final AccountStore accounts;

  AccountListEndpoint(Database database, AccountStore accounts) {
    this.database = database;
    this.accounts = accounts;
  }

  @Override
  public Response handle(Request request) {
    boolean newestFirst = Parameters.newestFirst(request);
    String list = newestFirst ? "newest" : "oldest";
    Page<AccountView> page =
        database.read(tx ->
            accounts.list(
                tx,
                request.requireWorkspace(),
                request.query("q").orElse("").strip(),
                Parameters.flag(request, "excluded"),
                newestFirst,
                Parameters.cursor(request, list),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, list, AccountListEndpoint::write));
  }

  /** The members that list and detail share. */
  static void write(Json json, AccountView account) throws IOException {
    json.text("account_id", account.id().value())
        .text("domain", account.domain().value())
        .texts("domains", account.domains().stream().map(domain -> domain.value()).toList())
        .text("name", account.name())
        .time("first_seen_at", account.firstSeenAt())
        .time("last_seen_at", account.lastSeenAt())
        .flag("excluded", account.excluded())
        .object(
            "counts",
            counts ->
                counts
                    .number("events", account.events())
                    .number("identifies", account.identifies())
                    .number("marked", account.marked())
                    .number("visitors", account.visitors())
                    .number("page_views", account.visits().pageViews())
                    .number("form_submissions", account.visits().formSubmissions())
                    .number("visitor_events", account.visits().events())
                    .seconds("focus_seconds", account.visits().focusMillis()));
  }
}
