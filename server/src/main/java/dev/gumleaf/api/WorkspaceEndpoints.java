package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.api.WorkspacePlan.Problem;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.FitStore;
import dev.gumleaf.store.ScoreModelStore;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/workspace}: everything that is set up, as one document that is kept elsewhere. */
final class WorkspaceEndpoints {
  private final Database database;
  private final SignalStore signals;
  private final AudienceStore audiences;
  private final SignalEndpoints signalEndpoints;
  private final Caller caller;
  private final InstantSource clock;

  /** In the order in which they are made: filters name signals. */
  private final List<WorkspaceSection> sections;

  WorkspaceEndpoints(
      Database database,
      SignalStore signals,
      AudienceStore audiences,
      SignalEndpoints signalEndpoints,
      Caller caller,
      InstantSource clock) {
    this.database = database;
    this.signals = signals;
    this.audiences = audiences;
    this.signalEndpoints = signalEndpoints;
    this.caller = caller;
    this.clock = clock;
    sections =
        List.of(
            new SignalSection(signals),
            new AudienceSection(audiences),
            new ScoreSection(new ScoreModelStore()),
            new FitSection(new FitStore()));
  }

  /** {@code GET /api/v1/workspace}: the document that says what there is. */
  Response document(Request request) {
    WorkspaceState state = database.read(tx -> read(tx, request.requireWorkspace()));
    return Response.json(200, state.document().toString());
  }

  /** {@code POST /api/v1/workspace/plan}: what would have to be changed; changes nothing. */
  Response plan(Request request) {
    AdminBody body = AdminBody.read(request, "workspace", "prune");
    WorkspacePlan plan = database.read(tx -> plan(tx, request.requireWorkspace(), body));
    return Json.object(200, json -> write(json, plan));
  }

  /** {@code POST /api/v1/workspace/apply}: all of it or nothing, as it was planned. */
  Response apply(Request request) {
    AdminBody body = AdminBody.read(request, "workspace", "prune", "fingerprint");
    Optional<String> fingerprint = body.text("fingerprint");
    WorkspaceId workspace = request.requireWorkspace();
    List<StoredSignal> gone = new ArrayList<>();
    WorkspacePlan made =
        database.write(tx -> {
          // Between two slices, as every change of a signal.
          new Derivation(tx).lockPosition();
          audiences.lock(tx);
          WorkspacePlan plan = plan(tx, workspace, body);
          if (fingerprint.isPresent() && !fingerprint.get().equals(plan.fingerprint())) {
            throw new ApiException(
                ErrorCode.CONFLICT, "something was changed since the plan; plan again");
          }
          requirePossible(plan);
          gone.clear();
          carryOut(
              plan,
              new WorkspaceSection.Change(tx, workspace, clock.instant(), caller.of(request)),
              gone);
          return plan;
        });
    gone.forEach(signalEndpoints::deleteHits);
    return Json.object(200, json -> write(json, made));
  }

  private WorkspaceState read(Transaction tx, WorkspaceId workspace) {
    return WorkspaceState.read(tx, workspace, sections, signals);
  }

  private WorkspacePlan plan(Transaction tx, WorkspaceId workspace, AdminBody body) {
    JsonNode document = body.required("workspace");
    if (!document.isObject()) {
      throw Parameters.bad("workspace is an object");
    }
    return WorkspacePlan.of(document, body.flag("prune").orElse(false), read(tx, workspace));
  }

  private static void requirePossible(WorkspacePlan plan) {
    for (Problem problem : plan.problems()) {
      throw Parameters.bad(
          "%s %s %s %s"
              .formatted(problem.section(), problem.name(), problem.place(), problem.detail())
              .replaceAll(" +", " "));
    }
  }

  private void carryOut(
      WorkspacePlan plan, WorkspaceSection.Change change, List<StoredSignal> gone) {
    SignalNames names = WorkspaceState.signals(change.tx(), change.workspace(), signals);
    for (WorkspacePlan.Change each : plan.changes()) {
      if (each.kept() == null && each.wanted() != null) {
        each.section().create(change, each.name(), each.wanted(), names);
      } else if (each.kept() != null && each.wanted() != null) {
        each.section().change(change, each.name(), each.kept(), each.wanted(), names);
      } else if (each.kept() != null) {
        if (each.section() instanceof SignalSection) {
          signals.find(change.tx(), change.workspace(), each.kept().id()).ifPresent(gone::add);
        }
        each.section().delete(change, each.name(), each.kept());
      }
      if (each.section() instanceof SignalSection) {
        names = WorkspaceState.signals(change.tx(), change.workspace(), signals);
      }
    }
  }

  private static void write(Json json, WorkspacePlan plan) throws IOException {
    json.text("fingerprint", plan.fingerprint())
        .objects("changes", plan.changes(), WorkspaceEndpoints::write)
        .number("unchanged", plan.unchanged())
        .objects(
            "problems",
            plan.problems(),
            (item, problem) ->
                item.text("section", problem.section())
                    .text("name", problem.name())
                    .text("place", problem.place())
                    .text("detail", problem.detail()));
  }

  private static void write(Json json, WorkspacePlan.Change change) throws IOException {
    json.text("action", change.action())
        .text("section", change.section().word())
        .text("name", change.name())
        .raw("before", text(change.kept() == null ? null : change.kept().document()))
        .raw("after", text(change.wanted()));
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null ? null : node.toString();
  }
}
