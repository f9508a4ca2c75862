package dev.gumleaf.score;

import java.util.Set;
import java.util.TreeSet;

/** What a rule of fit asks of one fact. */
public sealed interface FitCondition {
  /** Whether the fact is as asked. */
  boolean holds(Firmographic fact);

  /** For people, as in {@code industry is software or games}. */
  String describe(String attribute);

  /**
   * One of some words; of several words in the fact, one is enough. A number is the word that it is
   * written as, because codes of industries are numbers.
   */
  record OneOf(Set<String> words) implements FitCondition {
    /** Brings the words to lower case. */
    public OneOf {
      words = Firmographic.lowerCase(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a rule that asks for words names at least one");
      }
    }

    @Override
    public boolean holds(Firmographic fact) {
      return switch (fact) {
        case Firmographic.Words(Set<String> found) -> found.stream().anyMatch(words::contains);
        case Firmographic.Quantity quantity -> words.contains(quantity.text());
      };
    }

    @Override
    public String describe(String attribute) {
      return attribute + " is " + String.join(" or ", new TreeSet<>(words));
    }
  }

  /**
   * A number in a range.
   *
   * @param from the lowest; may be negative infinity
   * @param below the first that is too high; may be infinity
   */
  record Between(double from, double below) implements FitCondition {
    /** Checks that the range holds something. */
    public Between {
      if (!(from < below)) {
        throw new IllegalArgumentException(
            "a range begins before it ends, not %s to %s".formatted(from, below));
      }
    }

    @Override
    public boolean holds(Firmographic fact) {
      return switch (fact) {
        case Firmographic.Quantity(double value) -> value >= from && value < below;
        case Firmographic.Words ignored -> false;
      };
    }

    @Override
    public String describe(String attribute) {
      if (Double.isInfinite(below)) {
        return attribute + " from " + Firmographic.plain(from);
      }
      return Double.isInfinite(from)
          ? attribute + " below " + Firmographic.plain(below)
          : "%s from %s to below %s"
              .formatted(attribute, Firmographic.plain(from), Firmographic.plain(below));
    }
  }

  /** Anything that is known. */
  record Known() implements FitCondition {
    @Override
    public boolean holds(Firmographic fact) {
      return true;
    }

    @Override
    public String describe(String attribute) {
      return attribute + " is known";
    }
  }
}
