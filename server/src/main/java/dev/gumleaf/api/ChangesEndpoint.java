package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ChangePage;
import dev.gumleaf.store.Database;
import java.util.List;

/** {@code GET /api/v1/changes}: the feed of the stream, for those who would rather ask. */
final class ChangesEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final Accounts accounts;
  private final ChangeFeed feed;

  ChangesEndpoint(Database database, Accounts accounts, ChangeFeed feed) {
    this.database = database;
    this.accounts = accounts;
    this.feed = feed;
  }

  @Override
  public Response handle(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    FeedFilter filter = database.read(tx -> FeedFilter.of(tx, request, accounts));
    long after = request.query("after").map(key -> Parameters.key("after", key)).orElse(0L);
    ChangeFeed.Piece piece = feed.read(workspace, after, Parameters.limit(request));
    AccountId account = filter.account();
    List<String> items =
        piece.items().stream()
            .filter(item -> filter.wants(item, account))
            .map(ChangeFeed.Item::json)
            .toList();
    feed.settle(piece.through());
    // Whoever begins has missed nothing.
    ChangePage.Gap gap = request.query("after").isEmpty() ? null : piece.gap();
    return Json.object(
        200,
        json ->
            json.raws("items", items)
                .number("next_after", piece.through())
                .flag("more", piece.more())
                .object(
                    "gap",
                    gap,
                    (item, missed) ->
                        item.number("after", missed.after())
                            .number("kept_after", missed.keptAfter())));
  }
}
