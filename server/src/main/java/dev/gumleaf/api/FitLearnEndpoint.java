package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.BucketWeight;
import dev.gumleaf.score.FitBucket;
import dev.gumleaf.score.FitRule;
import dev.gumleaf.score.FitRuleException;
import dev.gumleaf.score.FitRuleReader;
import dev.gumleaf.score.FitRuleText;
import dev.gumleaf.score.WeightOfEvidence;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.FitStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code POST /api/v1/fit/learn}: how companies that were won differ from all, as rules that can be
 * put into force. Changes nothing.
 */
final class FitLearnEndpoint implements Endpoint.Blocking {
  /** Domains of won companies. */
  private static final int WON_MAX = 10_000;

  /** Attributes that are named, of each kind. */
  private static final int NAMED_MAX = 200;

  /** Domains that are told to be no account. */
  private static final int UNKNOWN_SHOWN = 100;

  /** Points with more digits than that say nothing more. */
  private static final double POINTS_UNIT = 1_000;

  private final Database database;
  private final FitStore store;
  private final DomainReader domains;

  FitLearnEndpoint(Database database, FitStore store, DomainReader domains) {
    this.database = database;
    this.store = store;
    this.domains = domains;
  }

  @Override
  public Response handle(Request request) {
    AdminBody body = AdminBody.read(request, "won", "attributes", "keep");
    Set<String> only = names(body, "attributes");
    Set<String> keep = names(body, "keep");
    WorkspaceId workspace = request.requireWorkspace();
    List<String> unknown = new ArrayList<>();
    FitLearning.Won won = won(body.required("won"), workspace, unknown);
    FitLearning learning = new FitLearning(database, store, workspace, won, only);
    FitLearning.Learnt learnt = learning.run();
    Set<FitBucket> forced =
        learnt.weights().stream()
            .map(BucketWeight::bucket)
            .filter(bucket -> keep.contains(bucket.attribute()))
            .collect(Collectors.toSet());
    return Json.object(200, json -> write(json, learnt, forced, unknown));
  }

  private static Set<String> names(AdminBody body, String member) {
    List<String> names = body.texts(member);
    if (names.size() > NAMED_MAX) {
      throw Parameters.bad(member + " names at most " + NAMED_MAX + " attributes");
    }
    return names.stream().map(name -> TraitName.of(name).value()).collect(Collectors.toSet());
  }

  /** Companies by their domains, or by what is held true about them. */
  private FitLearning.Won won(JsonNode won, WorkspaceId workspace, List<String> unknown) {
    if (won.isObject() && won.has("attribute")) {
      try {
        FitRuleReader.Asked asked = FitRuleReader.asked(won, "won", Set.of());
        return new FitLearning.Won(Set.of(), asked);
      } catch (FitRuleException e) {
        throw Parameters.bad(e.problem());
      }
    }
    JsonNode list = won.path("domains");
    if (!won.isObject() || won.size() != 1 || !list.isArray() || list.size() > WON_MAX) {
      throw Parameters.bad(
          "won has domains, a list of at most %d, or asks for an attribute".formatted(WON_MAX));
    }
    return new FitLearning.Won(find(workspace, list, unknown), null);
  }

  private Set<AccountKey> find(WorkspaceId workspace, JsonNode list, List<String> unknown) {
    Map<Domain, String> named = new LinkedHashMap<>();
    for (JsonNode each : list) {
      if (!each.isTextual()) {
        throw Parameters.bad("won.domains is a list of domains");
      }
      if (domains.read(each.textValue().strip()) instanceof DomainResult.Ok(Domain domain)) {
        named.put(domain, each.textValue());
      } else {
        unknown.add(each.textValue());
      }
    }
    List<Account> found =
        database.read(tx -> new Derivation(tx).findAccountsByDomain(workspace, named.keySet()));
    Set<AccountKey> heads = new HashSet<>();
    for (Account account : found) {
      heads.add(account.head());
      named.remove(account.domain());
    }
    unknown.addAll(named.values());
    return heads;
  }

  private static void write(
      Json json, FitLearning.Learnt learnt, Set<FitBucket> forced, List<String> unknown)
      throws IOException {
    List<FitRule> rules =
        WeightOfEvidence.rules(learnt.weights(), forced).stream()
            .map(rule ->
                new FitRule(
                    rule.criterion(),
                    rule.attribute(),
                    rule.condition(),
                    Math.round(rule.points() * POINTS_UNIT) / POINTS_UNIT))
            .toList();
    json.number("accounts", learnt.accounts())
        .number("won", learnt.won())
        .number("won_unknown", unknown.size())
        .texts("won_unknown_domains", unknown.stream().limit(UNKNOWN_SHOWN).toList())
        .objects(
            "buckets",
            learnt.weights(),
            (item, each) ->
                item.text("attribute", each.bucket().attribute())
                    .text("rule", each.bucket().condition().describe(each.bucket().attribute()))
                    .raw("condition", FitRuleText.of(each.bucket()))
                    .number("won", each.won())
                    .number("all", each.all())
                    .decimal("weight", each.weight())
                    .decimal("p_value", each.pValue())
                    .flag(
                        "kept",
                        WeightOfEvidence.isSignificant(each) || forced.contains(each.bucket())))
        .raw("rules", FitRuleText.of(rules))
        .objects(
            "grades",
            learnt.grades(),
            (item, each) ->
                item.text("grade", each.grade().name())
                    .number("won", each.won())
                    .number("all", each.all())
                    .raw("lift", each.lift(learnt)));
  }
}
