package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.EntryStore;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.StoredEntry;
import java.io.IOException;

/** {@code GET /api/v1/accounts/{account}/events}: what happened at a company, newest first. */
final class AccountEventsEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final Accounts accounts;
  private final EntryStore entries;

  AccountEventsEndpoint(Database database, Accounts accounts, EntryStore entries) {
    this.database = database;
    this.accounts = accounts;
    this.entries = entries;
  }

  @Override
  public Response handle(Request request) {
    EntryStore.Filter filter =
        new EntryStore.Filter(
            CallKind.TRACK,
            request.query("name"),
            Parameters.time(request, "since"),
            Parameters.time(request, "until"),
            Parameters.flag(request, "marked"));
    Page<StoredEntry> page =
        database.read(tx -> {
          AccountView account = accounts.find(tx, request);
          return entries.list(
              tx, account, filter, Parameters.cursor(request, "events"), Parameters.limit(request));
        });
    return Json.object(200, json -> json.page(page, "events", AccountEventsEndpoint::write));
  }

  private static void write(Json json, StoredEntry entry) throws IOException {
    json.text("message_id", entry.messageId())
        .text("event", entry.event())
        .raw("properties", entry.body())
        .time("sent_at", entry.sentAt())
        .time("received_at", entry.receivedAt())
        .time("effective_at", entry.effectiveAt())
        .text("source", entry.source().word())
        .texts("marks", entry.marks().stream().sorted().map(Mark::word).toList())
        .raw("other", entry.others());
  }
}
