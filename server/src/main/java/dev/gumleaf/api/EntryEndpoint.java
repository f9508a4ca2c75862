package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.PendingEntries;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.EntryStore;
import dev.gumleaf.store.FateStore;
import dev.gumleaf.store.ListedFate;
import dev.gumleaf.store.StoredEntry;
import dev.gumleaf.store.StoredVisit;
import dev.gumleaf.store.VisitStore;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /api/v1/entries/{message_id}}: where is my event? Everything that was received under a
 * message id, and what became of it.
 */
final class EntryEndpoint implements Endpoint.Blocking {
  /** Entries and repeats listed; a retry loop gone wild has many, all alike. */
  private static final int LISTED_MAX = 500;

  private final Database database;
  private final EntryStore entries;
  private final VisitStore visits;
  private final FateStore fates;
  private final PendingEntries pending;

  EntryEndpoint(
      Database database,
      EntryStore entries,
      VisitStore visits,
      FateStore fates,
      PendingEntries pending) {
    this.database = database;
    this.entries = entries;
    this.visits = visits;
    this.fates = fates;
    this.pending = pending;
  }

  private record Found(
      List<StoredEntry> stored, List<StoredVisit> visits, List<ListedFate> fates, long position) {
    boolean isEmpty() {
      return stored.isEmpty() && visits.isEmpty() && fates.isEmpty();
    }
  }

  @Override
  public Response handle(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    MessageId id = new MessageId(request.parameter("message_id"));
    Found found =
        database.read(tx ->
            new Found(
                entries.findByMessageId(tx, workspace, id, LISTED_MAX),
                visits.findByMessageId(tx, workspace, id, LISTED_MAX),
                fates.findByMessageId(tx, workspace, id, LISTED_MAX),
                new Derivation(tx).position()));
    PendingEntries.Look waiting = pending.find(workspace, id, found.position());
    if (found.isEmpty() && waiting.found().isEmpty()) {
      throw notFound(waiting);
    }
    return Json.object(
        200,
        json -> {
          json.text("message_id", id.value());
          json.array(
              "items",
              items -> {
                items.objects(found.stored(), EntryEndpoint::write);
                items.objects(found.visits(), EntryEndpoint::write);
                items.objects(found.fates(), EntryListEndpoint::write);
                items.objects(waiting.found(), EntryEndpoint::write);
              });
        });
  }

  private static ApiException notFound(PendingEntries.Look waiting) {
    return waiting.complete()
        ? new ApiException(
            ErrorCode.NOT_FOUND, "no entry was received under this message_id, or it is forgotten")
        : new ApiException(
            ErrorCode.OVERLOADED,
            "nothing yet under this message_id, but more requests wait to be applied than can be"
                + " looked through; ask again when there are fewer");
  }

  private static void write(Json json, StoredEntry entry) throws IOException {
    json.text("message_id", entry.messageId())
        .text("kind", entry.kind().word())
        .text("fate", "stored")
        .text("event", entry.event().isEmpty() ? null : entry.event())
        .text("account_id", entry.account().value())
        .texts("marks", entry.marks().stream().sorted().map(Mark::word).toList())
        .time("received_at", entry.receivedAt())
        .time("effective_at", entry.effectiveAt());
  }

  private static void write(Json json, StoredVisit visit) throws IOException {
    json.text("message_id", visit.messageId())
        .text("kind", visit.kind().word())
        .text("fate", "stored")
        .text("event", visit.name().isEmpty() ? null : visit.name())
        .text("profile_id", visit.id().value())
        .texts("marks", visit.marks().stream().sorted().map(Mark::word).toList())
        .time("received_at", visit.receivedAt())
        .time("effective_at", visit.effectiveAt());
  }

  private static void write(Json json, PendingEntries.Pending entry) throws IOException {
    json.text("message_id", entry.messageId().value())
        .text("kind", entry.kind().word())
        .number("index", entry.index())
        .text("fate", "pending")
        .text("request_id", entry.requestId())
        .time("received_at", entry.receivedAt());
  }
}
