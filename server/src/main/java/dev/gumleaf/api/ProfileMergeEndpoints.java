package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.WorkspaceId;
import java.time.InstantSource;

/** Takes merges of ids into people back, and puts them back. */
final class ProfileMergeEndpoints {
  private final ProfileMergeActions merges;
  private final Caller caller;
  private final InstantSource clock;

  ProfileMergeEndpoints(ProfileMergeActions merges, Caller caller, InstantSource clock) {
    this.merges = merges;
    this.caller = caller;
    this.clock = clock;
  }

  /** {@code POST /api/v1/profile-merges/{id}/undo}. */
  Response undo(Request request) {
    AdminBody.read(request);
    WorkspaceId workspace = request.requireWorkspace();
    long id = Parameters.number("id", request.parameter("id"));
    merges.undo().run(workspace, id, clock.instant(), caller.of(request));
    return Json.object(200, json -> json.number("merge_id", id).flag("undone", true));
  }

  /** {@code POST /api/v1/profile-merges/{id}/restore}. */
  Response restore(Request request) {
    AdminBody.read(request);
    WorkspaceId workspace = request.requireWorkspace();
    long id = Parameters.number("id", request.parameter("id"));
    merges.restore().run(workspace, id);
    return Json.object(200, json -> json.number("merge_id", id).flag("undone", false));
  }
}
