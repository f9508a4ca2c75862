package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.ScoreModelReader;
import dev.gumleaf.store.ScoreModelStore;
import dev.gumleaf.store.StoredScoreModel;
import dev.gumleaf.store.Transaction;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules of the score in a workspace document, under the one name {@code model}, with the names
 * of signals. They cannot be deleted: without rules of its own a workspace has the standard ones.
 */
record ScoreSection(ScoreModelStore store) implements WorkspaceSection {
  private static final String MODEL = "model";
  private static final String SIGNALS = "signals";
  private static final String SIGNAL = "signal";
  private static final String SIGNAL_ID = "signal_id";

  @Override
  public String word() {
    return "scores";
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
        .find(tx, workspace)
        .ifPresent(stored -> {
          JsonNode rules = AdminBody.stored(stored.rules());
          kept.put(MODEL, new Kept(stored.version(), stored.version(), document(rules, signals)));
        });
    return kept;
  }

  private static ObjectNode document(JsonNode rules, SignalNames signals) {
    return rewritten(
        rules,
        each ->
            signals
                .find(each.path(SIGNAL_ID).asLong())
                .<JsonNode>map(
                    name -> moved(each, SIGNAL_ID, SIGNAL, JsonNodeFactory.instance.textNode(name)))
                .orElse(each));
  }

  private static ObjectNode rules(JsonNode document, SignalNames signals) {
    return rewritten(
        document,
        each ->
            each.path(SIGNAL).isTextual()
                ? moved(
                    each,
                    SIGNAL,
                    SIGNAL_ID,
                    JsonNodeFactory.instance.numberNode(
                        signals.id(each.get(SIGNAL).textValue(), SIGNALS)))
                : each);
  }

  private interface Rewriting {
    JsonNode of(JsonNode signal);
  }

  private static ObjectNode rewritten(JsonNode model, Rewriting rewriting) {
    ObjectNode after = model.deepCopy();
    if (model.path(SIGNALS).isArray()) {
      ArrayNode signals = after.putArray(SIGNALS);
      model.get(SIGNALS).forEach(each -> signals.add(rewriting.of(each)));
    }
    return after;
  }

  /** The same members in the same order, one of them under another name. */
  private static ObjectNode moved(JsonNode object, String from, String to, JsonNode value) {
    ObjectNode after = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(member -> {
          if (member.getKey().equals(from)) {
            after.set(to, value);
          } else {
            after.set(member.getKey(), member.getValue());
          }
        });
    return after;
  }

  @Override
  public ObjectNode read(JsonNode given, SignalNames signals) {
    if (!given.isObject()) {
      throw new ConditionException("", "is an object");
    }
    String rules = ScoreModelReader.write(model(rules(given, signals), 1)).toString();
    return document(AdminBody.stored(rules), signals);
  }

  private static ScoreModel model(JsonNode rules, int version) {
    try {
      return ScoreModelReader.read(rules, version);
    } catch (IllegalArgumentException e) {
      throw WorkspaceSection.placed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void create(Change change, String name, ObjectNode wanted, SignalNames signals) {
    insert(change, wanted, ScoreModel.standard().version() + 1, signals);
  }

  @Override
  public void change(
      Change change, String name, Kept before, ObjectNode wanted, SignalNames signals) {
    insert(change, wanted, (int) before.version() + 1, signals);
  }

  private void insert(Change change, ObjectNode wanted, int version, SignalNames signals) {
    ScoreModel model = model(rules(wanted, signals), version);
    store.insert(
        change.tx(),
        change.workspace(),
        new StoredScoreModel(
            version,
            ScoreModelReader.write(model).toString(),
            model.readAs(),
            change.at(),
            change.by()));
  }

  @Override
  public void delete(Change change, String name, Kept before) {
    throw new IllegalStateException("no plan deletes the rules of the score");
  }
}
