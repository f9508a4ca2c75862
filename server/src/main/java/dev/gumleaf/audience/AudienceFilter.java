package dev.gumleaf.audience;

import dev.gumleaf.condition.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * That a signal was set off at least so often, in the last so many days or ever.
   *
   * @param signal its number
   */
  record SetOff(long signal, int atLeast, Optional<Integer> inLastDays) implements AudienceFilter {}

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
    return allOfSame()
        .anyMatch(part -> part instanceof Compare compare && compare.field() == property);
  }

  /** The filter with all that are inside it. */
  default Stream<AudienceFilter> all() {
    return allOfSame()
        .flatMap(part ->
            part instanceof OfAccount(AudienceFilter account)
                ? Stream.concat(Stream.of(part), account.all())
                : Stream.of(part));
  }

  /** The filter with all that are inside it, except about the companies of visitors. */
  default Stream<AudienceFilter> allOfSame() {
    Stream<AudienceFilter> inside =
        switch (this) {
          case All(List<AudienceFilter> parts) -> parts.stream().flatMap(AudienceFilter::allOfSame);
          case Any(List<AudienceFilter> parts) -> parts.stream().flatMap(AudienceFilter::allOfSame);
          case Not(AudienceFilter part) -> part.allOfSame();
          case OfAccount ofAccount -> Stream.empty();
          case Compare compare -> Stream.empty();
          case Did did -> Stream.empty();
          case SetOff setOff -> Stream.empty();
        };
    return Stream.concat(Stream.of(this), inside);
  }
}
