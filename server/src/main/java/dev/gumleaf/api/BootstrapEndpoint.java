package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;

/**
 * {@code GET /web/projects/{key}}: what a browser asks first. It keeps the {@code profile_id} of
 * the reply, which so brings two browsers of one person together.
 *
 * <p>The other members are what the SDKs that are out there look into without asking whether it is
 * there; they switch off what this server does not have.
 */
final class BootstrapEndpoint implements Endpoint.Blocking {
  private static final String SETTINGS =
      """
      {"form_collection":"on","segment_auto_track":"on","websocket_connection":"off"}\
      """;

  private final Database database;
  private final IngestKeys keys;
  private final BrowserIds ids;

  BootstrapEndpoint(Database database, IngestKeys keys, BrowserIds ids) {
    this.database = database;
    this.keys = keys;
    this.ids = ids;
  }

  @Override
  public Response handle(Request request) {
    WorkspaceId workspace = workspace(request);
    ProfileId id =
        request
            .query("profile_id")
            .flatMap(BrowserIds::read)
            .map(known -> database.read(tx -> ids.canonical(tx, workspace, known)))
            .orElseGet(ids::newId);
    return Json.object(
            200,
            json ->
                json.text("profile_id", id.value())
                    .raw("sdk_settings", SETTINGS)
                    .object("widget_settings", widget -> widget.flag("enabled", false))
                    .raw("channel_settings", "[]")
                    .raw("resources", "[]")
                    .raw("calendars", "[]")
                    .raw("playbooks", "[]"))
        .withHeader("Cache-Control", "private, no-store");
  }

  /**
   * The SDK takes an unknown project for one that is gone, and any other error for a bad moment.
   */
  private WorkspaceId workspace(Request request) {
    try {
      return keys.require(request.parameter("key"));
    } catch (ApiException e) {
      if (e.code() == ErrorCode.UNKNOWN_KEY) {
        throw new ApiException(ErrorCode.NOT_FOUND, e.detail());
      }
      throw e;
    }
  }
}
