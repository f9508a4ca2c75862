package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileMerge;
import dev.gumleaf.store.ProfileMergeStore;
import java.io.IOException;

/** {@code GET /api/v1/profile-merges}: which ids were connected with which people, newest first. */
final class ProfileMergesEndpoint implements Endpoint.Blocking {
  private static final String LIST = "profile-merges";

  private final Database database;
  private final ProfileMergeStore merges;

  ProfileMergesEndpoint(Database database, ProfileMergeStore merges) {
    this.database = database;
    this.merges = merges;
  }

  @Override
  public Response handle(Request request) {
    Page<ProfileMerge> page =
        database.read(tx ->
            merges.list(
                tx,
                request.requireWorkspace(),
                Parameters.cursor(request, LIST),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, LIST, ProfileMergesEndpoint::write));
  }

  private static void write(Json json, ProfileMerge merge) throws IOException {
    json.number("merge_id", merge.id())
        .text("profile_id", merge.fromId().value())
        .object(
            "person",
            person ->
                person.text("profile_id", merge.intoId().value()).text("email", merge.email()))
        .text("request_id", merge.requestId())
        .time("created_at", merge.createdAt())
        .time("undone_at", merge.undoneAt())
        .text("undone_by", merge.undoneBy());
  }
}
