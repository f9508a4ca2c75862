package dev.gumleaf.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The traits of one group of one account, by name; deleted ones are kept as marks.
 *
 * <p>{@link #merge} is a join: commutative, associative and idempotent, so any order and any
 * repeats of the same traits give an equal set.
 */
public record TraitSet(Map<TraitName, Trait> byName) {
  public static final TraitSet EMPTY = new TraitSet(Map.of());

  public TraitSet {
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  /** The set with each trait kept that precedes by {@link Trait#PRECEDENCE}. */
  public TraitSet merge(Collection<Trait> traits) {
    Map<TraitName, Trait> merged = new TreeMap<>(byName);
    for (Trait trait : traits) {
      merged.merge(trait.name(), trait, (a, b) -> Trait.PRECEDENCE.compare(a, b) >= 0 ? a : b);
    }
    return new TraitSet(merged);
  }

  /** What to call the account on lists: its {@code name}, else its {@code company_name}. */
  public Optional<String> displayName() {
    return text("name").or(() -> text("company_name"));
  }

  /** The trait of that name, deleted or not. */
  public Optional<Trait> find(TraitName name) {
    return Optional.ofNullable(byName.get(name));
  }

  private Optional<String> text(String name) {
    return find(new TraitName(name))
        .map(trait -> trait.value() instanceof TraitValue.Text(String text) ? text : "")
        .filter(text -> !text.isBlank());
  }
}
