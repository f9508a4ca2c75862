package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import java.io.IOException;

/** {@code GET /api/v1/audience-presets}: audiences to begin with. */
final class AudiencePresetsEndpoint implements Endpoint.Blocking {
  @Override
  public Response handle(Request request) {
    return Json.object(
        200, json -> json.objects("items", AudiencePreset.ALL, AudiencePresetsEndpoint::write));
  }

  private static void write(Json json, AudiencePreset preset) throws IOException {
    json.text("name", preset.name())
        .text("kind", preset.kind().word())
        .text("description", preset.description())
        .raw("filter", preset.filter());
  }
}
