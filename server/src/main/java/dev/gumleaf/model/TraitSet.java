package dev.gumleaf.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
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

  /** The traits that an account is called by, the best first. */
  public static final List<TraitName> DISPLAY_NAMES =
      List.of(new TraitName("name"), new TraitName("company_name"));

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

  /** What to call the account on lists: the first of {@link #DISPLAY_NAMES} that it has. */
  public Optional<String> displayName() {
    return DISPLAY_NAMES.stream().flatMap(name -> text(name).stream()).findFirst();
  }

  /** The trait of that name, deleted or not. */
  public Optional<Trait> find(TraitName name) {
    return Optional.ofNullable(byName.get(name));
  }

  private Optional<String> text(TraitName name) {
    return find(name)
        .map(trait -> trait.value() instanceof TraitValue.Text(String text) ? text : "")
        .filter(text -> !text.isBlank());
  }
}
