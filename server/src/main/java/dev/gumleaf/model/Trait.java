package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * One named fact about an account or a group, with where it came from, when it holds from, and how
 * the client spelled its name.
 */
public record Trait(
    TraitName name, String spelling, TraitValue value, Source source, Instant effectiveAt) {

  /**
   * Which of two values of one trait stays: higher source rank, then newer, then a fixed order of
   * the contents. The last part has no meaning of its own; it makes the result independent of
   * arrival.
   */
  public static final Comparator<Trait> PRECEDENCE =
      Comparator.comparingInt((Trait trait) -> trait.source().rank())
          .thenComparing(Trait::effectiveAt)
          .thenComparing(trait -> trait.value().json())
          .thenComparingInt(trait -> trait.source().code())
          .thenComparing(Trait::spelling);

  public Trait {
    requireNonNull(name, "name");
    requireNonNull(spelling, "spelling");
    requireNonNull(value, "value");
    requireNonNull(source, "source");
    requireNonNull(effectiveAt, "effectiveAt");
  }

  public boolean isDeleted() {
    return value instanceof TraitValue.Deleted;
  }
}
