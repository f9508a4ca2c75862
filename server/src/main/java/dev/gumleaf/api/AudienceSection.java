package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.FilterReader;
import dev.gumleaf.audience.FilterText;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.Transaction;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Audiences in a workspace document: a kind, and a filter that has the names of signals. */
record AudienceSection(AudienceStore store) implements WorkspaceSection {
  private static final String KIND = "kind";
  private static final String FILTER = "filter";

  @Override
  public String word() {
    return "audiences";
  }

  @Override
  public SortedMap<String, Kept> list(Transaction tx, WorkspaceId workspace, SignalNames signals) {
    SortedMap<String, Kept> kept = new TreeMap<>();
    for (SavedAudience audience :
        store.list(tx, workspace, Optional.empty(), AudienceStore.AUDIENCES_MAX).items()) {
      JsonNode filter = signals.named(AdminBody.stored(audience.filter()));
      kept.put(
          audience.name(),
          new Kept(audience.id(), audience.version(), document(audience.kind(), filter)));
    }
    return kept;
  }

  private static ObjectNode document(AudienceKind kind, JsonNode filter) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    return document.put(KIND, kind.word()).set(FILTER, filter);
  }

  @Override
  public ObjectNode read(JsonNode given, SignalNames signals) {
    WorkspaceSection.requireMembers(given, KIND, FILTER);
    AudienceKind kind = kind(WorkspaceSection.require(given, KIND));
    JsonNode filter = signals.numbered(WorkspaceSection.require(given, FILTER));
    String text = FilterText.of(FilterReader.parse(kind, filter));
    return document(kind, signals.named(AdminBody.stored(text)));
  }

  private static AudienceKind kind(JsonNode given) {
    return AudienceKind.find(given.asText())
        .orElseThrow(() -> new ConditionException(KIND, "is accounts or visitors"));
  }

  private static String text(ObjectNode document, SignalNames signals) {
    JsonNode filter = signals.numbered(document.get(FILTER));
    return FilterText.of(FilterReader.parse(kind(document.get(KIND)), filter));
  }

  @Override
  public Optional<ConditionException> refusal(Kept before, ObjectNode wanted) {
    return before.document().get(KIND).equals(wanted.get(KIND))
        ? Optional.empty()
        : Optional.of(
            new ConditionException(
                KIND,
                "stays %s; give the new audience another name"
                    .formatted(before.document().get(KIND).asText())));
  }

  @Override
  public void create(Change change, String name, ObjectNode wanted, SignalNames signals) {
    store.insert(
        change.tx(),
        change.workspace(),
        kind(wanted.get(KIND)),
        name,
        text(wanted, signals),
        change.at(),
        change.by());
  }

  @Override
  public void change(
      Change change, String name, Kept before, ObjectNode wanted, SignalNames signals) {
    SavedAudience known = store.find(change.tx(), change.workspace(), before.id()).orElseThrow();
    String filter = text(wanted, signals);
    if (!store.update(change.tx(), change.workspace(), known, name, filter, change.at())) {
      throw new ApiException(ErrorCode.CONFLICT, "the audience was changed meanwhile");
    }
  }

  @Override
  public void delete(Change change, String name, Kept before) {
    store.delete(change.tx(), change.workspace(), before.id());
  }
}
