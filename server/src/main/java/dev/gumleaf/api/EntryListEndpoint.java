package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Fate;
import dev.gumleaf.store.FateStore;
import dev.gumleaf.store.ListedFate;
import dev.gumleaf.store.Page;
import java.io.IOException;

/** {@code GET /api/v1/entries?fate=…}: entries that were not stored, with their reasons. */
final class EntryListEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final FateStore fates;

  EntryListEndpoint(Database database, FateStore fates) {
    this.database = database;
    this.fates = fates;
  }

  @Override
  public Response handle(Request request) {
    Fate.Outcome outcome =
        switch (request.query("fate").orElse("rejected")) {
          case "rejected" -> Fate.Outcome.REJECTED;
          case "set_aside" -> Fate.Outcome.SET_ASIDE;
          case "conflict" -> Fate.Outcome.CONFLICT;
          case "duplicate" -> Fate.Outcome.DUPLICATE;
          default -> throw Parameters.bad("fate is rejected, set_aside, conflict or duplicate");
        };
    Page<ListedFate> page =
        database.read(tx ->
            fates.list(
                tx,
                request.requireWorkspace(),
                outcome,
                request.query("reason"),
                Parameters.cursor(request, outcome.word()),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, outcome.word(), EntryListEndpoint::write));
  }

  static void write(Json json, ListedFate fate) throws IOException {
    json.text("message_id", fate.messageId())
        .text("kind", fate.kind().word())
        .number("index", fate.index())
        .text("fate", fate.outcome())
        .text("reason", fate.reason())
        .text("detail", fate.detail())
        .text("account_id", fate.account() == null ? null : fate.account().value())
        .text("profile_id", fate.profile() == null ? null : fate.profile().value())
        .text("request_id", fate.requestId())
        .time("received_at", fate.receivedAt())
        .text("content", fate.content());
  }
}
