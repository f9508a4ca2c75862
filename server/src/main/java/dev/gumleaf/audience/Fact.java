package dev.gumleaf.audience;

import dev.gumleaf.condition.ReadText;
import dev.gumleaf.model.ScoreScale;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is known of one field of somebody. */
public sealed interface Fact {
  /**
   * Texts, and what traits hold: a text as {@link ReadText#inTrait} gives it, a number or flag as
   * text, and of a list each element that is one of these.
   *
   * @param isSet whether there is a value that is not empty
   */
  record Texts(List<String> values, boolean isSet) implements Fact {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** A count; that of times is in milliseconds. */
  record Count(long value) implements Fact {}

  record Flag(boolean value) implements Fact {}

  /** A number that not everybody has. */
  record Amount(OptionalDouble value) implements Fact {}

  /**
   * Interest that decays.
   *
   * @param rank empty for none
   */
  record Score(OptionalDouble rank, ScoreScale scale) implements Fact {
    double number(Instant now) {
      return rank.isPresent() ? scale.number(rank.getAsDouble(), now.toEpochMilli()) : 0;
    }
  }

  /** Milliseconds since 1970, UTC; empty for never. */
  record Time(OptionalLong millis) implements Fact {}
}
