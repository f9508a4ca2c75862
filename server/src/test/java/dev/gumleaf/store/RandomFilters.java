package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.DeedKind;
import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.Property;
import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.model.TraitName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Filters made up from values that {@link RandomPeople} have, so that many of them meet some. */
final class RandomFilters {
  private static final int DEPTH = 3;

  private static final List<String> PIECES =
      List.of(
          "pro",
          "PRO",
          "Ärz",
          "ärz",
          "%",
          "_",
          "!",
          "a\\b",
          "\"",
          "'",
          "\\",
          "u000a",
          "e",
          "test",
          "/pricing",
          "/P",
          "100%",
          "a_b",
          "https://",
          "ÄPF",
          ".com",
          "@",
          ":f0",
          "<keys>",
          "[",
          "{",
          "' OR 1=1 --",
          "2026-02",
          "xn--",
          "o'hara_",
          "\\u000a");

  private static final List<BigDecimal> NUMBERS =
      List.of(
          BigDecimal.ZERO,
          BigDecimal.ONE,
          new BigDecimal("12"),
          new BigDecimal("12.5"),
          new BigDecimal("-3"),
          new BigDecimal("7"),
          new BigDecimal("40"),
          new BigDecimal("72.25"),
          new BigDecimal("9007199254740993"),
          new BigDecimal("0.5"));

  private final RandomPeople random;

  RandomFilters(RandomPeople random) {
    this.random = random;
  }

  AudienceFilter next(AudienceKind kind) {
    return filter(kind, DEPTH);
  }

  private AudienceFilter filter(AudienceKind kind, int depth) {
    if (depth > 0 && random.chance(60)) {
      return switch (random.below(5)) {
        case 0, 1 -> new AudienceFilter.All(filters(kind, depth - 1));
        case 2, 3 -> new AudienceFilter.Any(filters(kind, depth - 1));
        default -> new AudienceFilter.Not(filter(kind, depth - 1));
      };
    }
    if (kind == AudienceKind.VISITORS && random.chance(15)) {
      return new AudienceFilter.OfAccount(filter(AudienceKind.ACCOUNTS, 1));
    }
    return random.chance(20) ? did() : random.chance(15) ? setOff() : compare(kind);
  }

  private List<AudienceFilter> filters(AudienceKind kind, int depth) {
    List<AudienceFilter> filters = new ArrayList<>();
    int count = random.below(4);
    for (int i = 0; i < count; i++) {
      filters.add(filter(kind, depth));
    }
    return filters;
  }

  private AudienceFilter did() {
    DeedKind kind = random.one(List.of(DeedKind.values()));
    Optional<String> name =
        switch (kind) {
          case EVENT ->
              random.chance(70) ? Optional.of(random.one(RandomPeople.EVENTS)) : Optional.empty();
          case FORM -> random.chance(50) ? Optional.of("demo") : Optional.empty();
          case PAGE_VIEW -> Optional.empty();
        };
    Optional<AudienceFilter.PagePlace> place =
        kind == DeedKind.PAGE_VIEW && random.chance(70)
            ? Optional.of(
                new AudienceFilter.PagePlace(
                    random.one(List.of(AudienceFilter.PagePlace.Of.values())), matches()))
            : Optional.empty();
    return new AudienceFilter.Did(kind, name, place, 1 + random.below(4), days());
  }

  private AudienceFilter setOff() {
    return new AudienceFilter.SetOff(
        random.one(RandomPeople.SIGNALS),
        1 + random.below(3),
        random.chance(60) ? Optional.of(days()) : Optional.empty());
  }

  private int days() {
    return random.one(List.of(1, 7, 9, 10, 30, 60, 400));
  }

  private Condition.Matches matches() {
    List<String> texts = new ArrayList<>();
    int count = random.chance(70) ? 1 : 2;
    for (int i = 0; i < count; i++) {
      texts.add(piece());
    }
    return new Condition.Matches(random.one(List.of(Condition.Part.values())), texts);
  }

  private String piece() {
    String piece =
        random.chance(60)
            ? random.one(PIECES)
            : random.chance(50) ? random.one(RandomPeople.PATHS) : text();
    return random.chance(50) ? piece : random.one(List.of("*%s*", "%s*", "*%s")).formatted(piece);
  }

  private AudienceFilter compare(AudienceKind kind) {
    boolean negated = random.chance(30);
    if (random.chance(45)) {
      Field.Trait trait =
          new Field.Trait(
              new TraitName(random.one(RandomPeople.TRAITS)),
              kind == AudienceKind.ACCOUNTS && random.chance(40));
      return new AudienceFilter.Compare(trait, traitCondition(), negated);
    }
    List<Property> fields =
        Arrays.stream(Property.values()).filter(property -> property.isOf(kind)).toList();
    Property property = random.one(fields);
    return new AudienceFilter.Compare(property, condition(property.type()), negated);
  }

  private Condition condition(Property.Type type) {
    return switch (type) {
      case TEXT ->
          random.chance(40) ? matches() : random.chance(20) ? new Condition.IsSet() : is(texts());
      case NUMBER -> random.chance(30) ? is(numbers()) : range(true);
      case FLAG -> is(List.of(new Scalar.Flag(random.chance(50))));
      case TIME ->
          random.chance(40)
              ? new Condition.InLastDays(days())
              : random.chance(20) ? new Condition.IsSet() : range(false);
    };
  }

  private Condition traitCondition() {
    return switch (random.below(6)) {
      case 0 -> is(random.chance(50) ? texts() : numbers());
      case 1 -> is(List.of(new Scalar.Flag(random.chance(50)), new Scalar.Text(text())));
      case 2 -> matches();
      case 3 -> new Condition.IsSet();
      case 4 -> new Condition.InLastDays(days());
      default -> range(random.chance(60));
    };
  }

  private static Condition is(List<Scalar> values) {
    return new Condition.Is(values);
  }

  private List<Scalar> texts() {
    List<Scalar> texts = new ArrayList<>();
    int count = 1 + random.below(4);
    for (int i = 0; i < count; i++) {
      texts.add(new Scalar.Text(text()));
    }
    return texts;
  }

  /** A text that a filter may hold. */
  private String text() {
    if (random.chance(15)) {
      return random.one(
          List.of(
              "de",
              "NO",
              "acme0-0.test",
              "dev-1",
              "mail1.example.test",
              "medium",
              "very_high",
              "cooling",
              "new",
              "A",
              "b"));
    }
    return random.one(RandomPeople.TEXTS).replace("\n", "\\u000a").replace("\ud800", "\\ud800");
  }

  private List<Scalar> numbers() {
    List<Scalar> numbers = new ArrayList<>();
    int count = 1 + random.below(3);
    for (int i = 0; i < count; i++) {
      numbers.add(new Scalar.Numeric(random.one(NUMBERS)));
    }
    return numbers;
  }

  private Condition range(boolean ofNumbers) {
    return random.chance(60)
        ? new Condition.Order(random.one(List.of(Condition.Relation.values())), bound(ofNumbers))
        : new Condition.Between(bound(ofNumbers), bound(ofNumbers));
  }

  private Bound bound(boolean ofNumbers) {
    return ofNumbers
        ? new Bound.Numeric(random.one(NUMBERS))
        : new Bound.Day(
            random.one(
                List.of(
                    LocalDate.parse("2026-02-20"),
                    LocalDate.parse("2026-01-15"),
                    LocalDate.parse("2025-12-31"),
                    LocalDate.parse("2026-02-28"))));
  }
}
