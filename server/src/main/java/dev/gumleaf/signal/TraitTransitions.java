package dev.gumleaf.signal;

import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one trait over time, worked out from everything that was ever stated about it. So
 * they are the same whatever arrived first: a statement that comes late puts itself between two
 * others.
 */
public final class TraitTransitions {
  private TraitTransitions() {}

  /**
   * A change.
   *
   * @param before null when the trait was never set
   */
  public record Transition(Instant at, @Nullable TraitValue before, TraitValue after) {}

  /**
   * The changes that are meant, in their order.
   *
   * @param stated all statements about one trait of one owner, in any order
   */
  public static List<Transition> find(Collection<Trait> stated, TraitChange change) {
    List<Transition> found = new ArrayList<>();
    TraitValue before = null;
    for (Trait next : steps(stated)) {
      if (!next.value().equals(before) && change.happened(before, next.value())) {
        found.add(new Transition(next.effectiveAt(), before, next.value()));
      }
      before = next.value();
    }
    return found;
  }

  /** The statements that held, each from its time to that of the next one. */
  static List<Trait> steps(Collection<Trait> stated) {
    Map<Instant, Trait> best = new TreeMap<>();
    for (Trait trait : stated) {
      best.merge(trait.effectiveAt(), trait, TraitTransitions::preceding);
    }
    List<Trait> steps = new ArrayList<>();
    for (Trait next : best.values()) {
      if (steps.isEmpty() || Trait.PRECEDENCE.compare(steps.getLast(), next) < 0) {
        steps.add(next);
      }
    }
    return steps;
  }

  private static Trait preceding(Trait a, Trait b) {
    return Trait.PRECEDENCE.compare(a, b) >= 0 ? a : b;
  }
}
