package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.preview.Conversion;
import dev.gumleaf.preview.PreviewRun;
import dev.gumleaf.preview.ScorePreview;
import dev.gumleaf.score.HalfLife;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.ScoreStore;
import java.time.InstantSource;

/** {@code POST /api/v1/scores/preview}: which half-life ranks best; changes nothing. */
final class ScorePreviewEndpoint implements Endpoint.Blocking {
  private static final double SCALE_MAX = 1e9;

  private final Database database;
  private final DomainReader domains;
  private final Previews previews;
  private final ConversionReader conversions;
  private final InstantSource clock;

  ScorePreviewEndpoint(
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
    AdminBody body = AdminBody.read(request, "scale", "days", "conversion");
    WorkspaceId workspace = request.requireWorkspace();
    Conversion conversion = conversions.read(workspace, body);
    if (conversion == null) {
      throw Parameters.bad("conversion is missing");
    }
    ScoreScale inForce = database.read(tx -> new ScoreStore().scale(tx, workspace));
    ScorePreview.Question question =
        new ScorePreview.Question(
            SignalPreviewEndpoint.days(body),
            body.has("scale") ? scale(body.required("scale")) : inForce.scale(),
            new HalfLife(inForce.halfLifeMillis()),
            conversion,
            clock.instant());
    PreviewRun run =
        previews.begin(workspace, new ScorePreview(database, domains, workspace, question));
    return Json.object(Previews.status(run), json -> previews.write(json, workspace, run));
  }

  private static double scale(JsonNode scale) {
    if (!scale.isNumber() || scale.doubleValue() <= 0 || scale.doubleValue() > SCALE_MAX) {
      throw Parameters.bad("scale is a number above 0");
    }
    return scale.doubleValue();
  }
}
