package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.signal.RuleReader;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.Transaction;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signals in a workspace document: a rule, and {@code enabled: false} for one that is off. */
record SignalSection(SignalStore store) implements WorkspaceSection {
  private static final String RULE = "rule";
  private static final String ENABLED = "enabled";

  @Override
  public String word() {
    return "signals";
  }

  @Override
  public SortedMap<String, Kept> list(Transaction tx, WorkspaceId workspace, SignalNames signals) {
    SortedMap<String, Kept> kept = new TreeMap<>();
    for (StoredSignal signal : store.list(tx, workspace)) {
      kept.put(
          signal.name(),
          new Kept(
              signal.id(),
              signal.version(),
              document(AdminBody.stored(signal.rule()), signal.enabled())));
    }
    return kept;
  }

  private static ObjectNode document(JsonNode rule, boolean enabled) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    if (!enabled) {
      document.put(ENABLED, false);
    }
    return document.set(RULE, rule);
  }

  @Override
  public ObjectNode read(JsonNode given, SignalNames signals) {
    WorkspaceSection.requireMembers(given, RULE, ENABLED);
    JsonNode rule = WorkspaceSection.require(given, RULE);
    RuleReader.read(rule);
    if (rule.toString().length() > SignalEndpoints.RULE_MAX) {
      throw new ConditionException(
          RULE, "has more than " + SignalEndpoints.RULE_MAX + " characters");
    }
    JsonNode enabled = given.get(ENABLED);
    if (enabled != null && !enabled.isBoolean()) {
      throw new ConditionException(ENABLED, "is true or false");
    }
    return document(rule, enabled == null || enabled.booleanValue());
  }

  @Override
  public void create(Change change, String name, ObjectNode wanted, SignalNames signals) {
    store.insert(
        change.tx(),
        change.workspace(),
        name,
        wanted.get(RULE).toString(),
        isEnabled(wanted),
        change.at(),
        change.by());
  }

  @Override
  public void change(
      Change change, String name, Kept before, ObjectNode wanted, SignalNames signals) {
    StoredSignal known = known(change, before);
    // The same rule in another order of members is the same version.
    boolean isSameRule = before.document().get(RULE).equals(wanted.get(RULE));
    store.change(
        change.tx(),
        change.workspace(),
        known,
        name,
        isSameRule ? known.rule() : wanted.get(RULE).toString(),
        isEnabled(wanted),
        change.at(),
        change.by());
  }

  private StoredSignal known(Change change, Kept before) {
    return store.find(change.tx(), change.workspace(), before.id()).orElseThrow();
  }

  private static boolean isEnabled(ObjectNode document) {
    return document.path(ENABLED).asBoolean(true);
  }

  @Override
  public void delete(Change change, String name, Kept before) {
    store.delete(change.tx(), known(change, before), change.at());
  }
}
