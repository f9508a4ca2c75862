package dev.gumleaf.api;

import dev.gumleaf.digest.ProfileDigest;
import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileReply;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import java.util.Optional;

/**
 * {@code POST /web/projects/{key}/profiles}: what a page or edge code may know of its visitor, as a
 * digest that can be asked but not read. Nothing of the request is kept.
 */
final class ProfilesEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final IngestKeys keys;
  private final BrowserIds ids;
  private final ProfileDigests digests;
  private final ProfileReply reply;

  ProfilesEndpoint(
      Database database,
      IngestKeys keys,
      BrowserIds ids,
      ProfileDigests digests,
      ProfileReply reply) {
    this.database = database;
    this.keys = keys;
    this.ids = ids;
    this.digests = digests;
    this.reply = reply;
  }

  private record Answer(ProfileId id, ProfileDigest digest) {}

  @Override
  public Response handle(Request request) {
    WorkspaceId workspace = keys.require(request.parameter("key"));
    boolean people = tellsOfPeople();
    ProfileQuestion question = ProfileQuestion.read(request.body());
    Answer answer =
        database.read(tx -> {
          // Whose id it is comes first, so that the id and the digest are of one person.
          Optional<ProfileId> id = question.id().map(given -> ids.canonical(tx, workspace, given));
          return new Answer(
              id.orElseGet(ids::newId),
              digests.find(tx, workspace, new ProfileQuestion(id, question.email()), people));
        });
    return Json.object(
            200,
            json ->
                json.text("id", answer.id().value())
                    .text("profile_id", answer.id().value())
                    .raw("a", answer.digest().json())
                    .raw("q", null))
        .withHeader("Cache-Control", "private, no-store");
  }

  private boolean tellsOfPeople() {
    return switch (reply) {
      case FULL -> true;
      case COMPANY -> false;
      case OFF ->
          throw new ApiException(
              ErrorCode.NOT_FOUND,
              "this server tells nothing about profiles; its setting profiles.reply is off");
    };
  }
}
