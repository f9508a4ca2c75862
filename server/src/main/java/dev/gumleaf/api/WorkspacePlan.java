package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.api.WorkspaceSection.Kept;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that a workspace is as a document says.
 *
 * @param changes in the order in which they are made
 * @param problems why it cannot be done; then nothing is
 */
record WorkspacePlan(
    String fingerprint, List<Change> changes, int unchanged, List<Problem> problems) {
  /** The member that says in which form a document is written. */
  static final String VERSION = "version";

  static final int VERSION_NOW = 1;

  /** Characters of a name. */
  private static final int NAME_MAX = 1_000;

  WorkspacePlan {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }

  /**
   * One thing that becomes another.
   *
   * @param kept null when it is made
   * @param wanted null when it is deleted
   */
  record Change(
      WorkspaceSection section, String name, @Nullable Kept kept, @Nullable ObjectNode wanted) {
    String action() {
      return kept == null ? "create" : wanted == null ? "delete" : "change";
    }
  }

  /**
   * Something in the document that cannot be so.
   *
   * @param section the member of the document; empty for the document itself
   * @param name of the thing; empty for the section itself
   * @param place inside the thing, such as {@code rule.when.all[0].is}
   */
  record Problem(String section, String name, String place, String detail) {}

  /** The plan for a document; what it has no section for stays as it is. */
  static WorkspacePlan of(JsonNode document, boolean prune, WorkspaceState state) {
    List<Problem> problems = new ArrayList<>();
    requireSections(document, state, problems);
    SignalNames signals = signals(document, prune, state);
    List<Change> changes = new ArrayList<>();
    List<Change> deletions = new ArrayList<>();
    int unchanged = 0;
    for (Map.Entry<WorkspaceSection, SortedMap<String, Kept>> each : state.sections().entrySet()) {
      WorkspaceSection section = each.getKey();
      JsonNode given = document.path(section.word());
      for (Map.Entry<String, JsonNode> item : given.properties()) {
        Kept kept = each.getValue().get(item.getKey());
        Optional<ObjectNode> wanted = read(section, item, kept, signals, problems);
        if (wanted.isPresent()) {
          if (kept != null && kept.document().equals(wanted.get())) {
            unchanged++;
          } else {
            changes.add(new Change(section, item.getKey(), kept, wanted.get()));
          }
        }
      }
      if (prune && given.isObject() && section.canDelete()) {
        each.getValue()
            .forEach((name, kept) -> {
              if (!given.has(name)) {
                // In the other order, so that nothing refers to what is gone already.
                deletions.addFirst(new Change(section, name, kept, null));
              }
            });
      }
    }
    changes.addAll(deletions);
    return new WorkspacePlan(state.fingerprint(), changes, unchanged, problems);
  }

  private static void requireSections(
      JsonNode document, WorkspaceState state, List<Problem> problems) {
    Set<String> known =
        state.sections().keySet().stream().map(WorkspaceSection::word).collect(Collectors.toSet());
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      String word = member.getKey();
      if (word.equals(VERSION)) {
        if (!member.getValue().isInt() || member.getValue().intValue() != VERSION_NOW) {
          problems.add(new Problem(word, "", "", "is " + VERSION_NOW));
        }
      } else if (!known.contains(word)) {
        problems.add(
            new Problem(
                word,
                "",
                "",
                "is no section; there are " + String.join(", ", new TreeSet<>(known))));
      } else if (!member.getValue().isObject()) {
        problems.add(new Problem(word, "", "", "has a member for each name"));
      }
    }
  }

  private static SignalNames signals(JsonNode document, boolean prune, WorkspaceState state) {
    for (WorkspaceSection section : state.sections().keySet()) {
      if (section instanceof SignalSection) {
        JsonNode given = document.path(section.word());
        List<String> named =
            StreamSupport.stream(((Iterable<String>) given::fieldNames).spliterator(), false)
                .toList();
        Set<String> gone =
            new TreeSet<>(prune && given.isObject() ? state.of(section).keySet() : Set.of());
        named.forEach(gone::remove);
        return state.signals().with(named, gone);
      }
    }
    return state.signals();
  }

  private static Optional<ObjectNode> read(
      WorkspaceSection section,
      Map.Entry<String, JsonNode> item,
      @Nullable Kept kept,
      SignalNames signals,
      List<Problem> problems) {
    String name = item.getKey();
    try {
      requireName(name);
      if (!section.takes(name)) {
        throw new ConditionException("", "is no name here");
      }
      ObjectNode wanted = section.read(item.getValue(), signals);
      Optional<ConditionException> refusal =
          kept == null ? Optional.empty() : section.refusal(kept, wanted);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return Optional.of(wanted);
    } catch (ConditionException e) {
      problems.add(new Problem(section.word(), name, e.place(), e.detail()));
      return Optional.empty();
    }
  }

  private static void requireName(String name) {
    if (name.isBlank()
        || name.length() > NAME_MAX
        || !name.strip().equals(name)
        || !PlainText.of(name).equals(name)) {
      throw new ConditionException(
          "", "has a name that is empty, too long, or begins or ends with a space");
    }
  }
}
