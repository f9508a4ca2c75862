package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.FitRuleException;
import dev.gumleaf.score.FitRuleReader;
import dev.gumleaf.score.FitRuleText;
import dev.gumleaf.store.FitStore;
import dev.gumleaf.store.StoredFitModel;
import dev.gumleaf.store.Transaction;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of the fit in a workspace document, under the one name {@code model}. */
record FitSection(FitStore store) implements WorkspaceSection {
  private static final String MODEL = "model";
  private static final String RULES = "rules";

  @Override
  public String word() {
    return "fit";
  }

  @Override
  public boolean takes(String name) {
    return name.equals(MODEL);
  }

  @Override
  public boolean canDelete() {
    return false;
  }

  @Override
  public SortedMap<String, Kept> list(Transaction tx, WorkspaceId workspace, SignalNames signals) {
    SortedMap<String, Kept> kept = new TreeMap<>();
    store
        .findState(tx, workspace)
        .flatMap(state -> store.findModel(tx, workspace, state.newest()))
        .ifPresent(model -> kept.put(MODEL, kept(model)));
    return kept;
  }

  private static Kept kept(StoredFitModel model) {
    return new Kept(model.version(), model.version(), document(model.rules()));
  }

  private static ObjectNode document(String rules) {
    return JsonNodeFactory.instance.objectNode().set(RULES, AdminBody.stored(rules));
  }

  @Override
  public ObjectNode read(JsonNode given, SignalNames signals) {
    WorkspaceSection.requireMembers(given, RULES);
    try {
      String rules =
          FitRuleText.of(FitRuleReader.read(WorkspaceSection.require(given, RULES), RULES));
      if (rules.length() > FitEndpoints.RULES_MAX) {
        throw new ConditionException(
            RULES, "have more than " + FitEndpoints.RULES_MAX + " characters");
      }
      return document(rules);
    } catch (FitRuleException e) {
      throw WorkspaceSection.placed(e.problem());
    }
  }

  @Override
  public void create(Change change, String name, ObjectNode wanted, SignalNames signals) {
    String rules = FitRuleText.of(FitRuleReader.read(wanted.get(RULES), RULES));
    store.insertModel(change.tx(), change.workspace(), rules, change.at(), change.by());
  }

  @Override
  public void change(
      Change change, String name, Kept before, ObjectNode wanted, SignalNames signals) {
    create(change, name, wanted, signals);
  }

  @Override
  public void delete(Change change, String name, Kept before) {
    throw new IllegalStateException("no plan deletes the rules of the fit");
  }
}
