package dev.gumleaf.api;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.FilterReader;
import dev.gumleaf.audience.FilterText;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.MembershipStore;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Saved filters over companies or people. */
final class AudienceEndpoints {
  private final Database database;
  private final AudienceStore audiences;
  private final MembershipStore memberships = new MembershipStore();
  private final SignalStore signals = new SignalStore();
  private final Caller caller;
  private final InstantSource clock;

  AudienceEndpoints(
      Database database, AudienceStore audiences, Caller caller, InstantSource clock) {
    this.database = database;
    this.audiences = audiences;
    this.caller = caller;
    this.clock = clock;
  }

  /** An audience, and how far everybody was looked at for it. */
  private record Shown(SavedAudience audience, int filledPercent) {}

  /** {@code GET /api/v1/audiences}: newest first. */
  Response list(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    return database.read(tx -> {
      Page<SavedAudience> page =
          audiences.list(
              tx, workspace, Parameters.cursor(request, "audiences"), Parameters.limit(request));
      Map<Long, Integer> filled = memberships.findFilled(tx, workspace);
      return Json.object(
          200,
          json ->
              json.page(
                  page, "audiences", (item, audience) -> write(item, shown(audience, filled))));
    });
  }

  private static Shown shown(SavedAudience audience, Map<Long, Integer> filled) {
    return new Shown(audience, filled.getOrDefault(audience.id(), 0));
  }

  /** {@code POST /api/v1/audiences}. */
  Response create(Request request) {
    AdminBody body = AdminBody.read(request, "name", "kind", "filter");
    String name = body.requiredText("name").strip();
    AudienceKind kind = kind(body);
    AudienceFilter read = FilterReader.read(kind, body.required("filter"));
    WorkspaceId workspace = request.requireWorkspace();
    SavedAudience made =
        database.write(tx -> {
          requireSignals(tx, workspace, read);
          return audiences.insert(
              tx, workspace, kind, name, FilterText.of(read), clock.instant(), caller.of(request));
        });
    return Json.object(201, json -> write(json, new Shown(made, 0)));
  }

  /** {@code GET /api/v1/audiences/{id}}. */
  Response find(Request request) {
    Shown found =
        database.read(tx ->
            shown(require(tx, request), memberships.findFilled(tx, request.requireWorkspace())));
    return Json.object(200, json -> write(json, found));
  }

  /** {@code PUT /api/v1/audiences/{id}}: the kind stays. */
  Response replace(Request request) {
    AdminBody body = AdminBody.read(request, "name", "kind", "filter", "version");
    String name = body.requiredText("name").strip();
    AudienceKind kind = kind(body);
    AudienceFilter read = FilterReader.read(kind, body.required("filter"));
    String filter = FilterText.of(read);
    Instant now = clock.instant();
    Shown changed =
        database.write(tx -> {
          requireSignals(tx, request.requireWorkspace(), read);
          SavedAudience known = require(tx, request);
          if (known.kind() != kind) {
            throw new ApiException(
                ErrorCode.CONFLICT, "this is an audience of " + known.kind().word());
          }
          boolean isCurrent =
              body.number("version").map(version -> version == known.version()).orElse(true);
          if (!isCurrent
              || !audiences.update(tx, request.requireWorkspace(), known, name, filter, now)) {
            throw new ApiException(
                ErrorCode.CONFLICT,
                "the audience was changed meanwhile, to version " + known.version());
          }
          return shown(
              require(tx, request), memberships.findFilled(tx, request.requireWorkspace()));
        });
    return Json.object(200, json -> write(json, changed));
  }

  /** {@code DELETE /api/v1/audiences/{id}}. */
  Response delete(Request request) {
    AdminBody.read(request);
    long id = id(request);
    if (!database.write(tx -> audiences.delete(tx, request.requireWorkspace(), id))) {
      throw unknown();
    }
    return Response.noContent();
  }

  /**
   * The audience of a request's path.
   *
   * @throws ApiException NOT_FOUND if there is none
   */
  SavedAudience require(Transaction tx, Request request) {
    return audiences
        .find(tx, request.requireWorkspace(), id(request))
        .orElseThrow(AudienceEndpoints::unknown);
  }

  private static long id(Request request) {
    return Parameters.number("id", request.parameter("id"));
  }

  private static ApiException unknown() {
    return new ApiException(ErrorCode.NOT_FOUND, "there is no audience with this id");
  }

  /**
   * Refuses a filter that asks for signals which are not there.
   *
   * @throws ApiException BAD_PARAMETER
   */
  void requireSignals(Transaction tx, WorkspaceId workspace, AudienceFilter filter) {
    filter
        .all()
        .forEach(part -> {
          if (part instanceof AudienceFilter.SetOff setOff
              && signals.find(tx, workspace, setOff.signal()).isEmpty()) {
            throw Parameters.bad("there is no signal with the id " + setOff.signal());
          }
        });
  }

  /** The kind that a body names. */
  static AudienceKind kind(AdminBody body) {
    return AudienceKind.find(body.requiredText("kind"))
        .orElseThrow(() -> Parameters.bad("kind is accounts or visitors"));
  }

  /**
   * The filter of a saved audience.
   *
   * @throws ApiException CONFLICT if it cannot be read any more, because somebody who was named in
   *     it is forgotten
   */
  static AudienceFilter filter(SavedAudience audience) {
    try {
      return FilterReader.readSaved(audience.kind(), audience.filter());
    } catch (ApiException e) {
      throw new ApiException(
          ErrorCode.CONFLICT, "the audience's filter cannot be read any more; save it anew");
    }
  }

  private static void write(Json json, Shown shown) throws IOException {
    SavedAudience audience = shown.audience();
    json.number("id", audience.id())
        .text("name", audience.name())
        .text("kind", audience.kind().word())
        .raw("filter", audience.filter())
        .number("version", audience.version())
        .time("created_at", audience.createdAt())
        .text("created_by", audience.createdBy())
        .time("updated_at", audience.updatedAt())
        .number("filled_percent", shown.filledPercent());
  }
}
