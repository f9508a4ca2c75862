package dev.gumleaf.score;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.gumleaf.model.TraitValue;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One fact about a company that says what kind of company it is, such as its industry or size. */
public sealed interface Firmographic {
  /** One or more words; capitals do not matter. */
  record Words(Set<String> words) implements Firmographic {
    /** Brings the words to lower case. */
    public Words {
      words = lowerCase(words);
    }
  }

  /** A number, of employees or of dollars. */
  record Quantity(double value) implements Firmographic {}

  /** What a trait says; nothing when it was deleted, is a list or object, or is out of bounds. */
  static Optional<Firmographic> of(TraitValue value) {
    return switch (value) {
      case TraitValue.Text(String text) -> Optional.of(new Words(Set.of(text)));
      case TraitValue.Flag(boolean flag) -> Optional.of(new Words(Set.of(Boolean.toString(flag))));
      case TraitValue.Numeric(String literal) -> quantity(Double.parseDouble(literal));
      case TraitValue.Composite ignored -> Optional.empty();
      case TraitValue.Deleted ignored -> Optional.empty();
    };
  }

  private static Optional<Firmographic> quantity(double value) {
    return Double.isFinite(value) ? Optional.of(new Quantity(value)) : Optional.empty();
  }

  /** Words as they are compared. */
  static Set<String> lowerCase(Collection<String> words) {
    return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
  }
}
