package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kind of thing that a workspace document describes by name, such as signals. */
interface WorkspaceSection {
  /** How readers say where something is wrong. */
  Pattern PLACED =
      Pattern.compile(
          "([a-z_]+(?:\\[\\d+]|\\.[a-z_]+)*) ((?:is|are|has|have|needs|names|holds|asks) .*)",
          Pattern.DOTALL);

  /**
   * A thing as it is kept.
   *
   * @param version changes whenever it is changed
   * @param document what a workspace document says of it
   */
  record Kept(long id, long version, ObjectNode document) {}

  /** Who changes something, and when. */
  record Change(Transaction tx, WorkspaceId workspace, Instant at, String by) {}

  /** The member of the document. */
  String word();

  /** What there is, by name. */
  SortedMap<String, Kept> list(Transaction tx, WorkspaceId workspace, SignalNames signals);

  /**
   * What a document says of one thing, in the one form in which it is written.
   *
   * @throws ConditionException if it cannot be so
   */
  ObjectNode read(JsonNode given, SignalNames signals);

  /** Whether something may have the name. */
  default boolean takes(String name) {
    return true;
  }

  /** Whether what a document does not name may be deleted. */
  default boolean canDelete() {
    return true;
  }

  /** Why something cannot become what is wanted, if so. */
  default Optional<ConditionException> refusal(Kept before, ObjectNode wanted) {
    return Optional.empty();
  }

  void create(Change change, String name, ObjectNode wanted, SignalNames signals);

  void change(Change change, String name, Kept before, ObjectNode wanted, SignalNames signals);

  void delete(Change change, String name, Kept before);

  /**
   * Refuses whatever is no object, or has other members.
   *
   * @throws ConditionException if it is so
   */
  static void requireMembers(JsonNode given, String... known) {
    if (!given.isObject()) {
      throw new ConditionException("", "is an object with " + String.join(", ", known));
    }
    given
        .fieldNames()
        .forEachRemaining(name -> {
          if (!List.of(known).contains(name)) {
            throw new ConditionException(name, "is no member here");
          }
        });
  }

  /** An error whose message begins with where it is, if it does. */
  static ConditionException placed(String problem) {
    Matcher placed = PLACED.matcher(problem);
    return placed.matches()
        ? new ConditionException(placed.group(1), placed.group(2))
        : new ConditionException("", problem);
  }

  /**
   * A member that has to be there.
   *
   * @throws ConditionException if it is not
   */
  static JsonNode require(JsonNode given, String name) {
    if (!given.has(name)) {
      throw new ConditionException("", "has no " + name);
    }
    return given.get(name);
  }
}
