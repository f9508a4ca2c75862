package dev.gumleaf.store;

import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.TraitValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to call a person on lists. */
public final class PersonNames {
  private static final TraitName NAME = new TraitName("name");
  private static final TraitName FIRST_NAME = new TraitName("first_name");
  private static final TraitName LAST_NAME = new TraitName("last_name");

  /** The traits that a person is called by. */
  public static final List<TraitName> TRAITS = List.of(NAME, FIRST_NAME, LAST_NAME);

  private PersonNames() {}

  /** The whole name if there is one, else the parts of it. */
  public static Optional<String> of(TraitSet traits) {
    return text(traits, NAME)
        .or(() ->
            Optional.of(
                    Stream.of(FIRST_NAME, LAST_NAME)
                        .flatMap(name -> text(traits, name).stream())
                        .collect(Collectors.joining(" ")))
                .filter(joined -> !joined.isEmpty()));
  }

  private static Optional<String> text(TraitSet traits, TraitName name) {
    return traits
        .find(name)
        .map(trait -> trait.value() instanceof TraitValue.Text(String text) ? text.strip() : "")
        .filter(text -> !text.isEmpty());
  }
}
