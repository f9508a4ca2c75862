package dev.gumleaf.audience;

import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A field that every company or person has, unlike traits, whose names are the customer's. */
public enum Property implements Field {
  /** Each of the domains that an account is shown with. */
  DOMAIN(Type.TEXT, Owner.ACCOUNTS),
  NAME(Type.TEXT, Owner.BOTH),
  EMAIL(Type.TEXT, Owner.VISITORS),
  /** What stands behind the @. */
  EMAIL_DOMAIN(Type.TEXT, Owner.VISITORS),
  /** Two letters, for each network address that is known of. */
  COUNTRY(Type.TEXT, Owner.BOTH),
  /** Whether there is an e-mail address. */
  KNOWN(Type.FLAG, Owner.VISITORS),
  /** Whether there is an address at a company's own domain; of an account, one of its people's. */
  WORK_EMAIL(Type.FLAG, Owner.BOTH),
  /** Whether it is one of our own people. */
  INTERNAL(Type.FLAG, Owner.VISITORS),
  /** Whether nobody wants to see it. */
  EXCLUDED(Type.FLAG, Owner.ACCOUNTS),
  FIRST_SEEN_AT(Type.TIME, Owner.BOTH),
  LAST_SEEN_AT(Type.TIME, Owner.BOTH),
  EVENTS(Type.NUMBER, Owner.BOTH),
  /** Events of the people of an account; {@link #EVENTS} are those sent about itself. */
  VISITOR_EVENTS(Type.NUMBER, Owner.ACCOUNTS),
  PAGE_VIEWS(Type.NUMBER, Owner.BOTH),
  FORM_SUBMISSIONS(Type.NUMBER, Owner.BOTH),
  VISITORS(Type.NUMBER, Owner.ACCOUNTS),
  KNOWN_VISITORS(Type.NUMBER, Owner.ACCOUNTS),
  /** How long pages were in front. */
  ACTIVE_SECONDS(Type.NUMBER, Owner.BOTH),
  /** How much interest it shows now, 0 to 100; falls while nothing happens. */
  SCORE(Type.NUMBER, Owner.ACCOUNTS),
  /** The word for {@link #SCORE}. */
  STRENGTH(Type.TEXT, Owner.ACCOUNTS),
  /** Where its interest is going; {@code new} for what did nothing. */
  TREND(Type.TEXT, Owner.ACCOUNTS),
  /** How well it fits, 0 to 100; nothing is known of most fits without rules. */
  FIT(Type.NUMBER, Owner.ACCOUNTS),
  /** The letter for {@link #FIT}. */
  FIT_GRADE(Type.TEXT, Owner.ACCOUNTS);

  /** What values a field has, which decides what it can be compared with. */
  public enum Type {
    TEXT,
    NUMBER,
    FLAG,
    TIME;

    /** Whether values of this type can be compared so. */
    public boolean suits(Condition condition) {
      return switch (condition) {
        case Condition.Is(List<Scalar> values) ->
            values.stream().allMatch(value -> this == typeOf(value));
        case Condition.Matches matches -> this == TEXT;
        case Condition.IsSet set -> this == TEXT || this == TIME;
        case Condition.Order order -> this == typeOf(order.bound());
        case Condition.Between between -> this == typeOf(between.low());
        case Condition.InLastDays days -> this == TIME;
      };
    }

    private static Type typeOf(Scalar value) {
      return switch (value) {
        case Scalar.Text text -> TEXT;
        case Scalar.Numeric number -> NUMBER;
        case Scalar.Flag flag -> FLAG;
      };
    }

    private static Type typeOf(Bound bound) {
      return switch (bound) {
        case Bound.Numeric number -> NUMBER;
        case Bound.Day day -> TIME;
      };
    }

    /** What such a value is, for messages. */
    public String description() {
      return switch (this) {
        case TEXT -> "a text";
        case NUMBER -> "a number";
        case FLAG -> "true or false";
        case TIME -> "a time, compared with days such as 2026-01-05";
      };
    }
  }

  private enum Owner {
    ACCOUNTS,
    VISITORS,
    BOTH
  }

  private final Type type;
  private final Owner owner;

  Property(Type type, Owner owner) {
    this.type = type;
    this.owner = owner;
  }

  public Type type() {
    return type;
  }

  /** Whether companies, or people, have it. */
  public boolean isOf(AudienceKind kind) {
    return switch (owner) {
      case ACCOUNTS -> kind == AudienceKind.ACCOUNTS;
      case VISITORS -> kind == AudienceKind.VISITORS;
      case BOTH -> true;
    };
  }

  /** The word in filters. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field of that kind that is called so. */
  public static Optional<Property> find(AudienceKind kind, String word) {
    return Arrays.stream(values())
        .filter(property -> property.isOf(kind) && property.word().equals(word))
        .findFirst();
  }

  /**
   * The field whose set members are left out unless a filter says something about it: companies
   * nobody wants to see, and our own people.
   */
  public static Property hidden(AudienceKind kind) {
    return switch (kind) {
      case ACCOUNTS -> EXCLUDED;
      case VISITORS -> INTERNAL;
    };
  }
}
