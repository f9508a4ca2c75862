package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.api.WorkspaceSection.Kept;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.Transaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a workspace has, section by section, by name.
 *
 * @param signals the names that filters have for signals
 */
record WorkspaceState(
    Map<WorkspaceSection, SortedMap<String, Kept>> sections, SignalNames signals) {

  static WorkspaceState read(
      Transaction tx, WorkspaceId workspace, List<WorkspaceSection> all, SignalStore store) {
    SignalNames signals = signals(tx, workspace, store);
    Map<WorkspaceSection, SortedMap<String, Kept>> sections = new LinkedHashMap<>();
    all.forEach(section -> sections.put(section, section.list(tx, workspace, signals)));
    return new WorkspaceState(sections, signals);
  }

  static SignalNames signals(Transaction tx, WorkspaceId workspace, SignalStore store) {
    return new SignalNames(
        store.list(tx, workspace).stream()
            .collect(Collectors.toMap(StoredSignal::name, StoredSignal::id)));
  }

  SortedMap<String, Kept> of(WorkspaceSection section) {
    SortedMap<String, Kept> kept = sections.get(section);
    if (kept == null) {
      throw new IllegalArgumentException("no section " + section.word());
    }
    return kept;
  }

  /** The document that says all of it. */
  ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(WorkspacePlan.VERSION, WorkspacePlan.VERSION_NOW);
    sections.forEach((section, kept) -> {
      ObjectNode items = document.putObject(section.word());
      kept.forEach((name, item) -> items.set(name, item.document()));
    });
    return document;
  }

  /** Another one whenever anything is changed, so that a plan is not carried out too late. */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      sections.forEach((section, kept) ->
          kept.forEach((name, item) ->
              digest.update(
                  "%s\0%s\0%d\0%d\0%s\0"
                      .formatted(section.word(), name, item.id(), item.version(), item.document())
                      .getBytes(UTF_8))));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
