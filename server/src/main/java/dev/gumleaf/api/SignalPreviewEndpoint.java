package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.preview.PreviewRun;
import dev.gumleaf.preview.SignalPreview;
import dev.gumleaf.store.Database;
import java.time.InstantSource;

/** {@code POST /api/v1/signals/preview}: what a rule would have done; changes nothing. */
final class SignalPreviewEndpoint implements Endpoint.Blocking {
  private static final int DAYS_DEFAULT = 30;

  private static final int DAYS_MAX = 90;

  private final Database database;
  private final DomainReader domains;
  private final Previews previews;
  private final ConversionReader conversions;
  private final InstantSource clock;

  SignalPreviewEndpoint(
      Database database,
      DomainReader domains,
      Previews previews,
      ConversionReader conversions,
      InstantSource clock) {
    this.database = database;
    this.domains = domains;
    this.previews = previews;
    this.conversions = conversions;
    this.clock = clock;
  }

  @Override
  public Response handle(Request request) throws InterruptedException {
    AdminBody body = AdminBody.read(request, "rule", "days", "conversion");
    WorkspaceId workspace = request.requireWorkspace();
    SignalPreview.Question question =
        new SignalPreview.Question(
            SignalEndpoints.rule(body.object("rule")),
            days(body),
            conversions.read(workspace, body),
            clock.instant());
    PreviewRun run =
        previews.begin(workspace, new SignalPreview(database, domains, workspace, question));
    return Json.object(Previews.status(run), json -> previews.write(json, workspace, run));
  }

  /** How many days a body asks for. */
  static int days(AdminBody body) {
    long days = body.number("days").orElse((long) DAYS_DEFAULT);
    if (days < 1 || days > DAYS_MAX) {
      throw Parameters.bad("days is from 1 to " + DAYS_MAX);
    }
    return (int) days;
  }
}
