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
import dev.gumleaf.store.Page;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/** Saved filters over companies or people. */
final class AudienceEndpoints {
  private final Database database;
  private final AudienceStore audiences;
  private final Caller caller;
  private final InstantSource clock;

  AudienceEndpoints(
      Database database, AudienceStore audiences, Caller caller, InstantSource clock) {
    this.database = database;
    this.audiences = audiences;
    this.caller = caller;
    this.clock = clock;
  }

  /** {@code GET /api/v1/audiences}: newest first. */
  Response list(Request request) {
    Page<SavedAudience> page =
        database.read(tx ->
            audiences.list(
                tx,
                request.requireWorkspace(),
                Parameters.cursor(request, "audiences"),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, "audiences", AudienceEndpoints::write));
  }

  /** {@code POST /api/v1/audiences}. */
  Response create(Request request) {
    AdminBody body = AdminBody.read(request, "name", "kind", "filter");
    String name = body.requiredText("name").strip();
    AudienceKind kind = kind(body);
    String filter = FilterText.of(FilterReader.read(kind, body.required("filter")));
    WorkspaceId workspace = request.requireWorkspace();
    SavedAudience made =
        database.write(tx ->
            audiences.insert(
                tx, workspace, kind, name, filter, clock.instant(), caller.of(request)));
    return Json.object(201, json -> write(json, made));
  }

  /** {@code GET /api/v1/audiences/{id}}. */
  Response find(Request request) {
    SavedAudience found = database.read(tx -> require(tx, request));
    return Json.object(200, json -> write(json, found));
  }

  /** {@code PUT /api/v1/audiences/{id}}: the kind stays. */
  Response replace(Request request) {
    AdminBody body = AdminBody.read(request, "name", "kind", "filter", "version");
    String name = body.requiredText("name").strip();
    AudienceKind kind = kind(body);
    String filter = FilterText.of(FilterReader.read(kind, body.required("filter")));
    Instant now = clock.instant();
    SavedAudience changed =
        database.write(tx -> {
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
          return require(tx, request);
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
      return FilterReader.read(audience.kind(), AdminBody.stored(audience.filter()));
    } catch (ApiException e) {
      throw new ApiException(
          ErrorCode.CONFLICT, "the audience's filter cannot be read any more; save it anew");
    }
  }

  private static void write(Json json, SavedAudience audience) throws IOException {
    json.number("id", audience.id())
        .text("name", audience.name())
        .text("kind", audience.kind().word())
        .raw("filter", audience.filter())
        .number("version", audience.version())
        .time("created_at", audience.createdAt())
        .text("created_by", audience.createdBy())
        .time("updated_at", audience.updatedAt());
  }
}
