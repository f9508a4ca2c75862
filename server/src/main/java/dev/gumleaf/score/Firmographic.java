package dev.gumleaf.score;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
  record Quantity(double value) implements Firmographic {
    /** The number as people write it, which is also how a rule for words names it. */
    String text() {
      return plain(value);
    }
  }

  /** What a trait says; nothing when it was deleted, is an object, or is out of bounds. */
  static Optional<Firmographic> of(TraitValue value) {
    return switch (value) {
      case TraitValue.Text(String text) -> text(text.strip());
      case TraitValue.Flag(boolean flag) -> Optional.of(new Words(Set.of(Boolean.toString(flag))));
      case TraitValue.Numeric(String literal) -> quantity(Double.parseDouble(literal));
      case TraitValue.Composite(String json) -> FactText.words(json);
      case TraitValue.Deleted ignored -> Optional.empty();
    };
  }

  /** What is known of a company, by name; what says nothing is left out. */
  static Map<String, Firmographic> of(Map<TraitName, TraitValue> values) {
    Map<String, Firmographic> facts = new LinkedHashMap<>();
    values.forEach((name, value) -> of(value).ifPresent(fact -> facts.put(name.value(), fact)));
    return facts;
  }

  /** Senders write numbers as texts, too. */
  private static Optional<Firmographic> text(String text) {
    if (FactText.isNumber(text)) {
      return quantity(Double.parseDouble(text));
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(new Words(Set.of(text)));
  }

  private static Optional<Firmographic> quantity(double value) {
    return Double.isFinite(value) ? Optional.of(new Quantity(value)) : Optional.empty();
  }

  /** Words as they are compared. */
  static Set<String> lowerCase(Collection<String> words) {
    return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
  }

  /** A number without a fraction that says nothing. */
  static String plain(double value) {
    boolean whole = StrictMath.rint(value) == value && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
