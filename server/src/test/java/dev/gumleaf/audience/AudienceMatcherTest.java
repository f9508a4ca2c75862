package dev.gumleaf.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.audience.AudienceFilter.Compare;
import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.Relation;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.condition.Days;
import dev.gumleaf.model.TraitName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceMatcherTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Field PLAN = new Field.Trait(new TraitName("plan"), false);

  /** A company of which one trait and whether it is excluded are known. */
  private record Facts(List<String> plan, boolean excluded, OptionalLong lastSeenAt)
      implements AudienceFacts {
    static Facts of(String... plan) {
      return new Facts(List.of(plan), false, OptionalLong.empty());
    }

    @Override
    public Fact of(Field field) {
      return switch (field) {
        case Field.Trait trait ->
            new Fact.Texts(plan, plan.stream().anyMatch(text -> !text.isEmpty()));
        case Property property ->
            switch (property.type()) {
              case FLAG -> new Fact.Flag(excluded);
              case TIME -> new Fact.Time(lastSeenAt);
              case NUMBER -> new Fact.Count(1_500);
              case TEXT -> new Fact.Texts(List.of(), false);
            };
      };
    }

    @Override
    public List<Deed> deeds() {
      return List.of(
          new Deed(DeedKind.EVENT, "Signed Up", "", "", NOW.toEpochMilli() - 1),
          new Deed(DeedKind.EVENT, "Signed Up", "", "", Days.before(NOW, 7)),
          new Deed(DeedKind.EVENT, "Signed Up", "", "", Days.before(NOW, 7) - 1));
    }

    @Override
    public List<Hit> hits() {
      return List.of(
          new Hit(7, NOW.toEpochMilli() - 1),
          new Hit(7, Days.before(NOW, 7)),
          new Hit(7, Days.before(NOW, 7) - 1),
          new Hit(8, NOW.toEpochMilli()));
    }

    @Override
    public Optional<AudienceFacts> account() {
      return Optional.empty();
    }
  }

  private static boolean matches(AudienceFilter filter, AudienceFacts facts) {
    return AudienceMatcher.matches(AudienceKind.ACCOUNTS, filter, facts, NOW);
  }

  private static Compare plan(Condition condition, boolean negated) {
    return new Compare(PLAN, condition, negated);
  }

  private static Condition is(Scalar... values) {
    return new Condition.Is(List.of(values));
  }

  @Test
  void negatedComparison_ofWhatIsUnset_holds() {
    Condition pro = is(new Scalar.Text("pro"));
    assertThat(matches(plan(pro, false), Facts.of())).isFalse();
    assertThat(matches(plan(pro, true), Facts.of())).isTrue();
    assertThat(matches(plan(pro, true), Facts.of("PRO"))).isFalse();
    assertThat(matches(plan(pro, true), Facts.of("free", "pro"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "12,true",
    "12.0,true",
    "012,true",
    "12.5,false",
    "1.2e1,false",
    "'',false",
    "twelve,false"
  })
  void number_ofTexts_isReadFromPlainDecimals(String text, boolean matches) {
    Condition twelve = is(new Scalar.Numeric(new BigDecimal("12")));
    assertThat(matches(plan(twelve, false), Facts.of(text))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-20,true",
    "2026-02-20T23:59:59+14:00,true",
    "2026-02-20 10:00,true",
    "2026-02-20x,false",
    "2026-02-19,false",
    "20.2.2026,false"
  })
  void day_ofTexts_isTheOneWritten(String text, boolean matches) {
    Condition since =
        new Condition.Order(Relation.AT_LEAST, new Bound.Day(LocalDate.parse("2026-02-20")));
    assertThat(matches(plan(since, false), Facts.of(text))).isEqualTo(matches);
  }

  @Test
  void time_onTheBordersOfADay_isInIt() {
    Condition february =
        new Condition.Between(
            new Bound.Day(LocalDate.parse("2026-02-01")),
            new Bound.Day(LocalDate.parse("2026-02-28")));
    AudienceFilter filter = new Compare(Property.LAST_SEEN_AT, february, false);
    assertThat(matches(filter, seen("2026-02-01T00:00:00Z"))).isTrue();
    assertThat(matches(filter, seen("2026-02-28T23:59:59.999Z"))).isTrue();
    assertThat(matches(filter, seen("2026-03-01T00:00:00Z"))).isFalse();
    assertThat(matches(filter, seen("2026-01-31T23:59:59.999Z"))).isFalse();
    assertThat(matches(filter, Facts.of())).isFalse();
  }

  private static Facts seen(String at) {
    return new Facts(List.of(), false, OptionalLong.of(Instant.parse(at).toEpochMilli()));
  }

  @Test
  void excluded_unlessSpokenOf_isLeftOut() {
    Facts excluded = new Facts(List.of(), true, OptionalLong.empty());
    AudienceFilter all = new AudienceFilter.All(List.of());
    AudienceFilter spokenOf =
        new AudienceFilter.Not(new Compare(Property.EXCLUDED, is(new Scalar.Flag(false)), false));
    assertThat(matches(all, excluded)).isFalse();
    assertThat(matches(all, Facts.of())).isTrue();
    assertThat(matches(spokenOf, excluded)).isTrue();
    assertThat(matches(spokenOf, Facts.of())).isFalse();
  }

  @Test
  void did_countedInTheLastDays_holdsFromThatManyOn() {
    assertThat(matches(did("Signed Up", 2), Facts.of())).isTrue();
    assertThat(matches(did("Signed Up", 3), Facts.of())).isFalse();
    assertThat(matches(did("signed up", 1), Facts.of())).isFalse();
  }

  private static AudienceFilter did(String name, int atLeast) {
    return new AudienceFilter.Did(DeedKind.EVENT, Optional.of(name), Optional.empty(), atLeast, 7);
  }

  @Test
  void activeSeconds_countedInMilliseconds_areSeconds() {
    Condition seconds = is(new Scalar.Numeric(new BigDecimal("1.5")));
    assertThat(matches(new Compare(Property.ACTIVE_SECONDS, seconds, false), Facts.of())).isTrue();
  }

  @Test
  void emptyGroups_holdForAllAndForNobody() {
    assertThat(matches(new AudienceFilter.All(List.of()), Facts.of())).isTrue();
    assertThat(matches(new AudienceFilter.Any(List.of()), Facts.of())).isFalse();
  }

  @Test
  void signal_setOffOftenEnough_holds() {
    assertThat(matches(new AudienceFilter.SetOff(7, 3, Optional.empty()), Facts.of())).isTrue();
    assertThat(matches(new AudienceFilter.SetOff(7, 4, Optional.empty()), Facts.of())).isFalse();
    assertThat(matches(new AudienceFilter.SetOff(7, 2, Optional.of(7)), Facts.of())).isTrue();
    assertThat(matches(new AudienceFilter.SetOff(7, 3, Optional.of(7)), Facts.of())).isFalse();
    assertThat(matches(new AudienceFilter.SetOff(9, 1, Optional.empty()), Facts.of())).isFalse();
  }
}
