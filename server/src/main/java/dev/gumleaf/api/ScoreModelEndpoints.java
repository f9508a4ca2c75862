package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.ScoreModelReader;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.ScoreModelStore;
import dev.gumleaf.store.ScoreRun;
import dev.gumleaf.store.ScoreStore;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredScoreModel;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/scores/model}: what counts how much in the score of a company. */
final class ScoreModelEndpoints {
  private final Database database;
  private final SignalStore signals;
  private final ScoreModelStore models = new ScoreModelStore();
  private final ScoreStore scores = new ScoreStore();
  private final Caller caller;
  private final InstantSource clock;

  ScoreModelEndpoints(Database database, SignalStore signals, Caller caller, InstantSource clock) {
    this.database = database;
    this.signals = signals;
    this.caller = caller;
    this.clock = clock;
  }

  /** The rules in force in a workspace. */
  static ScoreModel inForce(Transaction tx, WorkspaceId workspace) {
    return new ScoreModelStore()
        .find(tx, workspace)
        .map(stored -> ScoreModelReader.read(AdminBody.stored(stored.rules()), stored.version()))
        .orElseGet(ScoreModel::standard);
  }

  private record Found(ScoreModel model, List<StoredScoreModel> versions, Optional<ScoreRun> run) {}

  /** {@code GET}: the rules in force, the versions there were, and whether history is behind. */
  Response find(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    Found found =
        database.read(tx ->
            new Found(
                inForce(tx, workspace), models.list(tx, workspace), scores.findRun(tx, workspace)));
    return Json.object(200, json -> write(json, found));
  }

  /** {@code PUT}: new rules; what is left out is as in the standard. */
  Response replace(Request request) {
    JsonNode rules = AdminBody.readWhole(request);
    WorkspaceId workspace = request.requireWorkspace();
    Found found =
        database.write(tx -> {
          // Between two slices, so that each entry is looked at by one version.
          new Derivation(tx).lockPosition();
          int version = inForce(tx, workspace).version() + 1;
          ScoreModel model = read(rules, version);
          requireSignals(tx, workspace, model);
          models.insert(
              tx,
              workspace,
              new StoredScoreModel(
                  version,
                  ScoreModelReader.write(model).toString(),
                  model.readAs(),
                  clock.instant(),
                  caller.of(request)));
          return new Found(model, models.list(tx, workspace), scores.findRun(tx, workspace));
        });
    return Json.object(200, json -> write(json, found));
  }

  private static ScoreModel read(JsonNode rules, int version) {
    try {
      return ScoreModelReader.read(rules, version);
    } catch (IllegalArgumentException e) {
      throw Parameters.bad(String.valueOf(e.getMessage()));
    }
  }

  private void requireSignals(Transaction tx, WorkspaceId workspace, ScoreModel model) {
    Set<Long> known =
        signals.list(tx, workspace).stream().map(StoredSignal::id).collect(Collectors.toSet());
    Set<Long> unknown = new HashSet<>(model.signals().keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw Parameters.bad("there is no signal with the id " + unknown.iterator().next());
    }
  }

  private static void write(Json json, Found found) throws IOException {
    json.number("version", found.model().version())
        .raw("rules", ScoreModelReader.write(found.model()).toString())
        .object("rescoring", found.run().orElse(null), ScoreModelEndpoints::writeRun)
        .objects(
            "versions",
            found.versions(),
            (item, each) ->
                item.number("version", each.version())
                    .raw("rules", each.rules())
                    .time("created_at", each.createdAt())
                    .text("created_by", each.createdBy()));
  }

  /** How far the history is worked out by new rules; null when it is. */
  static void writeRun(Json json, @Nullable ScoreRun run) throws IOException {
    if (run != null) {
      json.text("stage", run.stage().word())
          .number("done_up_to", run.lastKey())
          .number("version", run.version())
          .time("started_at", run.startedAt());
    }
  }
}
