package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.api.ExportTable.Format;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredHit;
import dev.gumleaf.store.StoredSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/export}: lists as files for other programs. */
final class ExportEndpoints {
  /** Rows of one reply: it is made in memory. */
  private static final int ROWS_MAX = 5_000;

  private static final String LIST = "export-hits";
  private static final String NEXT = "X-Next-Cursor";

  private final Database database;
  private final SignalStore signals;
  private final AudienceStore audiences;
  private final HitEndpoints hits;

  ExportEndpoints(
      Database database, SignalStore signals, AudienceStore audiences, HitEndpoints hits) {
    this.database = database;
    this.signals = signals;
    this.audiences = audiences;
    this.hits = hits;
  }

  /** {@code GET /api/v1/export/signals}. */
  Response signals(Request request) {
    Format format = format(request);
    List<ObjectNode> rows = new ArrayList<>();
    for (StoredSignal signal : database.read(tx -> signals.list(tx, request.requireWorkspace()))) {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      row.put("id", signal.id()).put("name", signal.name()).put("version", signal.version());
      row.put("enabled", signal.enabled()).set("rule", AdminBody.stored(signal.rule()));
      row.put("created_at", Json.time(signal.createdAt()));
      rows.add(row.put("changed_at", Json.time(signal.changedAt())));
    }
    return new ExportTable(
            List.of("id", "name", "version", "enabled", "rule", "created_at", "changed_at"), rows)
        .respond(format);
  }

  /** {@code GET /api/v1/export/audiences}. */
  Response audiences(Request request) {
    Format format = format(request);
    List<ObjectNode> rows = new ArrayList<>();
    for (SavedAudience audience :
        database
            .read(tx ->
                audiences.list(
                    tx, request.requireWorkspace(), Optional.empty(), AudienceStore.AUDIENCES_MAX))
            .items()) {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      row.put("id", audience.id()).put("name", audience.name());
      row.put("kind", audience.kind().word()).put("version", audience.version());
      row.set("filter", AdminBody.stored(audience.filter()));
      row.put("created_at", Json.time(audience.createdAt()));
      rows.add(row.put("updated_at", Json.time(audience.updatedAt())));
    }
    return new ExportTable(
            List.of("id", "name", "kind", "version", "filter", "created_at", "updated_at"), rows)
        .respond(format);
  }

  /**
   * {@code GET /api/v1/export/hits}: what set signals off, in the order in which it was found, so
   * that the next export can go on where this one ended.
   */
  Response hits(Request request) {
    Format format = format(request);
    HitEndpoints.Found found =
        hits.found(request, Parameters.cursor(request, LIST), limit(request));
    List<ObjectNode> rows = new ArrayList<>();
    for (StoredHit hit : found.page().items()) {
      rows.add(row(hit, found.peopleByHit().get(hit.key())));
    }
    Response response =
        new ExportTable(
                List.of(
                    "at",
                    "signal_id",
                    "signal",
                    "version",
                    "domain",
                    "profile_id",
                    "email",
                    "evidence"),
                rows)
            .respond(format);
    Page<StoredHit> page = found.page();
    String next = Parameters.nextCursor(page, LIST);
    return next == null ? response : response.withHeader(NEXT, next);
  }

  private static ObjectNode row(StoredHit hit, @Nullable ProfileView person) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("at", Json.time(hit.at())).put("signal_id", hit.signal()).put("signal", hit.name());
    row.put("version", hit.version()).put("domain", HitEndpoints.domain(hit, person));
    row.put("profile_id", person == null ? null : person.id().value());
    row.put("email", person == null ? null : person.email());
    JsonNode evidence = AdminBody.stored(hit.evidence());
    row.set("evidence", evidence);
    return row;
  }

  private static Format format(Request request) {
    return switch (request.query("format").orElse("ndjson")) {
      case "ndjson" -> Format.NDJSON;
      case "csv" -> Format.CSV;
      default -> throw Parameters.bad("format is ndjson or csv");
    };
  }

  private static int limit(Request request) {
    long limit =
        request.query("limit").map(text -> Parameters.number("limit", text)).orElse(1_000L);
    if (limit < 1 || limit > ROWS_MAX) {
      throw Parameters.bad("limit is from 1 to " + ROWS_MAX);
    }
    return (int) limit;
  }
}
