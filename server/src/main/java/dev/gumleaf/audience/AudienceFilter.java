package dev.gumleaf.audience;

import dev.gumleaf.condition.Condition;
import java.util.List;
import java.util.Optional;

/**
 * Who belongs to an audience, as a tree.
 *
 * <p>Each part either holds or does not; what is unknown makes it not hold. So the opposite of a
 * part holds for exactly the others: {@code is_not} also for those who have no such value.
 */
public sealed interface AudienceFilter {
  /** Holds when all parts do; also when there is none. */
  record All(List<AudienceFilter> parts) implements AudienceFilter {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Holds when at least one part does. */
  record Any(List<AudienceFilter> parts) implements AudienceFilter {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** Holds when its part does not. */
  record Not(AudienceFilter part) implements AudienceFilter {}

  /**
   * Compares a field. A field with several values, such as a list, meets a condition when one of
   * them does.
   *
   * @param negated whether it holds when the condition is not met
   */
  record Compare(Field field, Condition condition, boolean negated) implements AudienceFilter {}

  /**
   * That something was done at least so often in the last so many days.
   *
   * @param name of the event or form; empty for any
   * @param place where it was done; only of page views
   */
  record Did(
      DeedKind kind, Optional<String> name, Optional<PagePlace> place, int atLeast, int inLastDays)
      implements AudienceFilter {}

  /** Holds for a visitor whose company meets a filter of accounts. */
  record OfAccount(AudienceFilter account) implements AudienceFilter {}

  /** Which pages are meant. */
  record PagePlace(Of of, Condition.Matches matches) {
    /** What of a page is looked at. */
    public enum Of {
      PATH,
      URL
    }
  }

  /** Whether a field is spoken of anywhere, except about the companies of visitors. */
  default boolean mentions(Property property) {
    return switch (this) {
      case All(List<AudienceFilter> parts) -> parts.stream().anyMatch(p -> p.mentions(property));
      case Any(List<AudienceFilter> parts) -> parts.stream().anyMatch(p -> p.mentions(property));
      case Not(AudienceFilter part) -> part.mentions(property);
      case Compare compare -> compare.field() == property;
      case Did did -> false;
      case OfAccount ofAccount -> false;
    };
  }
}
