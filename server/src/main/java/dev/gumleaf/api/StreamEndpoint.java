package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.LiveReply;
import dev.gumleaf.http.Request;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/stream}: what changes in a workspace, as it does. */
final class StreamEndpoint implements Endpoint.Streaming, Strict {
  private final Database database;
  private final Accounts accounts;
  private final Caller caller;
  private final StreamWorker streams;

  StreamEndpoint(Database database, Accounts accounts, Caller caller, StreamWorker streams) {
    this.database = database;
    this.accounts = accounts;
    this.caller = caller;
    this.streams = streams;
  }

  @Override
  public Set<String> parameters() {
    return Set.of("after", "kinds", "account");
  }

  @Override
  public LiveReply handle(Request request) {
    check(request);
    WorkspaceId workspace = request.requireWorkspace();
    Long after = after(request);
    FeedFilter filter = database.read(tx -> FeedFilter.of(tx, request, accounts));
    return streams.open(workspace, filter, after, caller.stillAllowed(request));
  }

  /** A browser that comes again says in the header where it was, and its address is the old one. */
  private static @Nullable Long after(Request request) {
    Optional<String> last = request.header("last-event-id").filter(id -> !id.isBlank());
    return last.map(id -> Parameters.key("Last-Event-ID", id))
        .or(() -> request.query("after").map(key -> Parameters.key("after", key)))
        .orElse(null);
  }
}
