package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.SessionStore;
import dev.gumleaf.store.StoredSession;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** {@code GET /api/v1/profiles/{profile}/sessions}: what a person did in one go, newest first. */
final class ProfileSessionsEndpoint implements Endpoint.Blocking {
  private static final String LIST = "sessions";

  private final Database database;
  private final Profiles profiles;
  private final SessionStore sessions;

  ProfileSessionsEndpoint(Database database, Profiles profiles, SessionStore sessions) {
    this.database = database;
    this.profiles = profiles;
    this.sessions = sessions;
  }

  private record Found(Page<StoredSession> page, boolean truncated) {}

  @Override
  public Response handle(Request request) {
    Optional<Instant> since = Parameters.time(request, "since");
    Optional<Instant> until = Parameters.time(request, "until");
    Found found =
        database.read(tx -> {
          Profiles.Held held = profiles.held(tx, profiles.find(tx, request).person());
          Page<StoredSession> page =
              sessions.list(
                  tx,
                  held.holdings(),
                  since,
                  until,
                  Parameters.cursor(request, LIST),
                  Parameters.limit(request));
          return new Found(page, held.truncated());
        });
    return Json.object(
        200,
        json ->
            json.page(found.page(), LIST, ProfileSessionsEndpoint::write)
                .flag("truncated", found.truncated()));
  }

  private static void write(Json json, StoredSession session) throws IOException {
    json.text("session_id", session.sessionId())
        .text("profile_id", session.id().value())
        .time("started_at", session.startedAt())
        .time("last_at", session.lastAt())
        .number("page_views", session.pageViews())
        .number("events", session.events())
        .seconds("focus_seconds", session.focusMillis());
  }
}
