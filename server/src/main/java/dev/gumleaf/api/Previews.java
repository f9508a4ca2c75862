package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.preview.Preview;
import dev.gumleaf.preview.PreviewRun;
import dev.gumleaf.preview.PreviewRun.State;
import dev.gumleaf.preview.PreviewRuns;
import dev.gumleaf.preview.SignalPast;
import dev.gumleaf.preview.SignalPast.Example;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/previews}: looks at the past that take longer than a request waits. What was found
 * names people and companies by their keys, and is shown with what is known of them when it is
 * read.
 */
final class Previews {
  private final PreviewRuns runs;
  private final Database database;
  private final ProfileStore people;
  private final AccountStore companies;

  Previews(PreviewRuns runs, Database database, ProfileStore people, AccountStore companies) {
    this.runs = runs;
    this.database = database;
    this.people = people;
    this.companies = companies;
  }

  /** Begins a look, and waits for its end as long as is fit for a request. */
  PreviewRun begin(WorkspaceId workspace, Preview preview) throws InterruptedException {
    PreviewRun run = runs.start(workspace, preview);
    run.await(runs.limits().patience());
    return run;
  }

  /** 200 with what was found, or 202 when that takes longer. */
  static int status(PreviewRun run) {
    return switch (run.state()) {
      case State.Waiting _, State.Running _ -> 202;
      case State.Done _ -> 200;
      // What was asked is at fault, or what answers; a request that waited for it fails with it.
      case State.Failed failed -> throw new ApiException(failed.code(), failed.detail());
    };
  }

  /** {@code GET /api/v1/previews/{id}}. */
  Response find(Request request) {
    PreviewRun run =
        runs.find(request.requireWorkspace(), request.parameter("id")).orElseThrow(Previews::none);
    return Json.object(200, json -> write(json, request.requireWorkspace(), run));
  }

  /** {@code DELETE /api/v1/previews/{id}}: ends it if it is under way, and forgets it. */
  Response cancel(Request request) {
    AdminBody.read(request);
    if (!runs.cancel(request.requireWorkspace(), request.parameter("id"))) {
      throw none();
    }
    return Response.noContent();
  }

  /** An endpoint after which nothing that was found before is kept. */
  Endpoint.Blocking forgetting(Endpoint.Blocking endpoint) {
    return request -> {
      Response response = endpoint.handle(request);
      runs.forget(request.requireWorkspace());
      return response;
    };
  }

  private static ApiException none() {
    return new ApiException(ErrorCode.NOT_FOUND, "there is no preview with this id here any more");
  }

  void write(Json json, WorkspaceId workspace, PreviewRun run) throws IOException {
    State state = run.state();
    Duration kept = runs.limits().keptFor();
    json.text("id", run.id())
        .text("kind", run.kind())
        .text("status", state.word())
        .object(
            "progress",
            progress ->
                progress.number("done", run.watch().done()).number("of", run.watch().total()))
        .time("created_at", run.createdAt());
    switch (state) {
      case State.Waiting _, State.Running _ ->
          json.time("kept_until", null).raw("error", null).raw("result", null);
      case State.Failed failed ->
          json.time("kept_until", failed.at().plus(kept))
              .object(
                  "error",
                  error -> error.text("code", failed.code().code()).text("detail", failed.detail()))
              .raw("result", null);
      case State.Done done ->
          json.time("kept_until", done.at().plus(kept))
              .raw("error", null)
              .object(
                  "result",
                  result -> PreviewJson.write(result, done.result(), shown(workspace, done)));
    }
  }

  private List<PreviewJson.Shown> shown(WorkspaceId workspace, State.Done done) {
    if (!(done.result() instanceof SignalPast past)) {
      return List.of();
    }
    List<ProfileKey> people =
        past.newest().stream().map(Example::person).filter(Objects::nonNull).distinct().toList();
    List<AccountKey> companies =
        past.newest().stream().map(Example::company).filter(Objects::nonNull).distinct().toList();
    return database.read(tx -> {
      Map<ProfileKey, ProfileView> byKey = new HashMap<>();
      this.people.find(tx, workspace, people).forEach(view -> byKey.put(view.key(), view));
      Map<AccountKey, AccountView> byAccount = new HashMap<>();
      this.companies
          .find(tx, workspace, companies)
          .forEach(view -> byAccount.put(view.key(), view));
      return past.newest().stream()
          .filter(each -> each.person() == null || byKey.containsKey(each.person()))
          .map(each ->
              new PreviewJson.Shown(
                  each.hit(), value(byKey, each.person()), value(byAccount, each.company())))
          .toList();
    });
  }

  private static <K, V> @Nullable V value(Map<K, V> map, @Nullable K key) {
    return key == null ? null : map.get(key);
  }
}
