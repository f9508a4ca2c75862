package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.Fit;
import dev.gumleaf.model.Grade;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.Firmographic;
import dev.gumleaf.score.FitDistribution;
import dev.gumleaf.score.FitModel;
import dev.gumleaf.score.FitRule;
import dev.gumleaf.score.FitRuleException;
import dev.gumleaf.score.FitRuleReader;
import dev.gumleaf.score.FitRuleText;
import dev.gumleaf.store.AccountFact;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.FitState;
import dev.gumleaf.store.FitState.Stage;
import dev.gumleaf.store.FitStore;
import dev.gumleaf.store.StoredFitModel;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/fit} and the fit of an account: how well companies fit, and by which rules. */
final class FitEndpoints {
  /** Characters of all rules, written as JSON. */
  static final int RULES_MAX = 200_000;

  private static final int PERCENT = 100;

  private final Database database;
  private final FitStore store;
  private final Accounts accounts;
  private final Caller caller;
  private final InstantSource clock;

  FitEndpoints(
      Database database, FitStore store, Accounts accounts, Caller caller, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.caller = caller;
    this.clock = clock;
  }

  private record Shown(StoredFitModel model, FitState state) {}

  /** {@code PUT /api/v1/fit/model}: makes a new version, which comes into force when counted. */
  Response replaceModel(Request request) {
    AdminBody body = AdminBody.read(request, "rules", "version");
    String rules = rules(body.required("rules"));
    Optional<Long> version = body.number("version");
    WorkspaceId workspace = request.requireWorkspace();
    Shown shown =
        database.write(tx -> {
          // Between two slices, so that no slice is applied by two models.
          new Derivation(tx).lockPosition();
          long newest = store.findState(tx, workspace).map(FitState::newest).orElse(0);
          if (version.isPresent() && version.get() != newest) {
            throw new ApiException(
                ErrorCode.CONFLICT, "the model was changed meanwhile, to version " + newest);
          }
          StoredFitModel made =
              store.insertModel(tx, workspace, rules, clock.instant(), caller.of(request));
          return new Shown(made, store.findState(tx, workspace).orElseThrow());
        });
    return Json.object(200, json -> write(json, shown));
  }

  private static String rules(JsonNode node) {
    List<FitRule> rules;
    try {
      rules = FitRuleReader.read(node, "rules");
    } catch (FitRuleException e) {
      throw Parameters.bad(e.problem());
    }
    String text = FitRuleText.of(rules);
    if (text.length() > RULES_MAX) {
      throw Parameters.bad("rules have more than " + RULES_MAX + " characters");
    }
    return Parameters.plain("rules", text);
  }

  /** {@code GET /api/v1/fit/model}: the newest, and whether it is in force yet. */
  Response findModel(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    Shown shown =
        database.read(tx -> {
          FitState state = requireState(tx, workspace);
          return new Shown(store.findModel(tx, workspace, state.newest()).orElseThrow(), state);
        });
    return Json.object(200, json -> write(json, shown));
  }

  private FitState requireState(Transaction tx, WorkspaceId workspace) {
    return store
        .findState(tx, workspace)
        .orElseThrow(() ->
            new ApiException(
                ErrorCode.NOT_FOUND,
                "this workspace has no model of fit yet; PUT /api/v1/fit/model makes one"));
  }

  private static void write(Json json, Shown shown) throws IOException {
    FitState state = shown.state();
    json.number("version", shown.model().version())
        .raw("rules", shown.model().rules())
        .time("created_at", shown.model().createdAt())
        .text("created_by", shown.model().createdBy())
        .flag("in_force", state.version() == shown.model().version())
        .object(
            "progress",
            progress ->
                progress
                    .text("stage", word(state.stage()))
                    .number("accounts", state.walkAccounts())
                    .number(
                        "accounts_done",
                        state.stage() == Stage.RESTS ? state.walkAccounts() : state.walked()));
  }

  private static String word(Stage stage) {
    return switch (stage) {
      case RESTS -> "done";
      case COUNTS -> "counting";
      case WRITES -> "writing";
      case GRADES -> "grading";
    };
  }

  private record Distribution(
      FitState state,
      FitDistribution graded,
      Map<Integer, Long> grades,
      Map<Integer, Long> numbers,
      long accounts) {}

  /** {@code GET /api/v1/fit/distribution}: who has which number and grade now. */
  Response distribution(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    Distribution found =
        database.read(tx -> {
          FitState state = requireState(tx, workspace);
          return new Distribution(
              state,
              new FitDistribution(store.listGraded(tx, workspace, state.version())),
              store.listGrades(tx, workspace),
              store.listNumbers(tx, workspace),
              store.countHeads(tx, workspace));
        });
    FitState state = found.state();
    long graded = found.grades().values().stream().mapToLong(Long::longValue).sum();
    return Json.object(
        200,
        json ->
            json.raw("version", inForce(state))
                .number("accounts", graded)
                .number("accounts_without_fit", Math.max(0, found.accounts() - graded))
                .time("quartiles_at", state.version() == 0 ? null : state.gradedAt())
                .number("quartiles_of", state.graded())
                .objects(
                    "grades",
                    Arrays.asList(Grade.values()),
                    (item, grade) ->
                        item.text("grade", grade.name())
                            .raw("from", from(found.graded(), grade))
                            .number("accounts", found.grades().getOrDefault(grade.code(), 0L)))
                .objects(
                    "numbers",
                    found.numbers().entrySet(),
                    (item, each) ->
                        item.number("number", each.getKey()).number("accounts", each.getValue())));
  }

  private static @Nullable String inForce(FitState state) {
    return state.version() == 0 ? null : String.valueOf(state.version());
  }

  /** The lowest number of a grade; null when none is so good. */
  private static @Nullable String from(FitDistribution graded, Grade grade) {
    int from = graded.from(grade);
    return from > FitModel.NUMBER_MAX ? null : String.valueOf(from);
  }

  private record OfAccount(
      AccountView account,
      Optional<FitState> state,
      Optional<FitModel> model,
      FitDistribution graded,
      Map<TraitName, AccountFact> facts) {}

  /** {@code GET /api/v1/accounts/{account}/fit}: the number, and what adds up to it. */
  Response ofAccount(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    OfAccount found =
        database.read(tx -> {
          AccountView account = accounts.find(tx, request);
          Optional<FitState> state = store.findState(tx, workspace);
          int version = state.map(FitState::version).orElse(0);
          return new OfAccount(
              account,
              state,
              FitModelReader.find(store, tx, workspace, version),
              new FitDistribution(store.listGraded(tx, workspace, version)),
              store
                  .listFacts(tx, workspace, List.of(account.key()))
                  .getOrDefault(account.key(), Map.of()));
        });
    Optional<Fit> fit =
        found
            .model()
            .flatMap(
                model -> model.fit(Firmographic.of(AccountFact.values(found.facts().values()))));
    return Json.object(200, json -> write(json, found, fit.orElse(null)));
  }

  private static void write(Json json, OfAccount found, @Nullable Fit fit) throws IOException {
    FitModel model = found.model().orElse(null);
    json.text("account_id", found.account().id().value())
        .text("domain", found.account().domain().value())
        .text("state", state(found, fit))
        .raw("version", model == null ? null : String.valueOf(model.version()));
    if (fit == null) {
      json.raw("number", null)
          .text("grade", null)
          .raw("percentile", null)
          .text("label", "--")
          .raw("points", null);
    } else {
      Grade grade = found.graded().grade(fit.number());
      long percentile = Math.round(PERCENT * found.graded().percentile(fit.number()));
      json.number("number", fit.number())
          .text("grade", grade.name())
          .number("percentile", percentile)
          .text("label", "%s (%d%%)".formatted(grade, percentile))
          .decimal("points", fit.points());
    }
    if (model == null) {
      json.raw("points_lowest", null).raw("points_highest", null);
    } else {
      json.decimal("points_lowest", model.lowest()).decimal("points_highest", model.highest());
    }
    List<String> asked =
        model == null
            ? List.of()
            : model.rules().stream().map(FitRule::attribute).distinct().sorted().toList();
    Map<String, Firmographic> known = Firmographic.of(AccountFact.values(found.facts().values()));
    json.objects(
            "parts",
            fit == null ? List.of() : fit.parts(),
            (item, part) ->
                item.text("criterion", part.criterion())
                    .text("rule", part.rule())
                    .decimal("points", part.points()))
        .objects(
            "facts",
            found.facts().values().stream()
                .filter(fact -> known.containsKey(fact.name().value()))
                .filter(fact -> asked.contains(fact.name().value()))
                .toList(),
            FirmographicEndpoints::write)
        .texts("unknown", asked.stream().filter(name -> !known.containsKey(name)).toList());
  }

  /** Why there is a number, or none. */
  private static String state(OfAccount found, @Nullable Fit fit) {
    if (found.state().isEmpty()) {
      return "no_model";
    }
    if (found.model().isEmpty()) {
      return "counting";
    }
    return fit == null ? "nothing_known" : "known";
  }
}
