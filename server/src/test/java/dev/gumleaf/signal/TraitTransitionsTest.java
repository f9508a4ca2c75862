package dev.gumleaf.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.condition.Comparison;
import dev.gumleaf.condition.Condition;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraitTransitionsTest {
  private static final TraitChange TEN =
      new TraitChange.Becomes(
          new ValueTest(
              new Comparison(
                  new Condition.Order(
                      Condition.Relation.AT_LEAST, new Condition.Bound.Numeric(BigDecimal.TEN)),
                  false)));

  private static Trait seats(int hour, String number) {
    return seats(hour, number, Source.SERVER);
  }

  private static Trait seats(int hour, String number, Source source) {
    return new Trait(
        new TraitName("seats"),
        "seats",
        new TraitValue.Numeric(number),
        source,
        Instant.parse("2026-01-05T00:00:00Z").plusSeconds(3_600L * hour));
  }

  private static List<String> find(TraitChange change, Trait... stated) {
    return TraitTransitions.find(List.of(stated), change).stream()
        .map(found ->
            "%s %s>%s"
                .formatted(
                    found.at().toString().substring(11, 13),
                    found.before() == null ? "-" : found.before().json(),
                    found.after().json()))
        .toList();
  }

  @Test
  void find_threshold_onceForEachTimeItIsPassed() {
    assertThat(
            find(TEN, seats(1, "5"), seats(2, "12"), seats(3, "15"), seats(4, "9"), seats(5, "10")))
        .containsExactly("02 5>12", "05 9>10");
    assertThat(find(TEN, seats(1, "10"))).containsExactly("01 ->10");
  }

  @Test
  void find_statementThatComesLate_putsItselfBetween() {
    assertThat(find(TEN, seats(1, "12"), seats(3, "15"))).containsExactly("01 ->12");
    assertThat(find(TEN, seats(1, "12"), seats(3, "15"), seats(2, "4")))
        .containsExactly("01 ->12", "03 4>15");
  }

  @Test
  void find_weakerSource_changesNothing() {
    assertThat(find(TEN, seats(1, "5"), seats(2, "99", Source.BROWSER))).isEmpty();
  }

  @Test
  void find_increase_byEnough() {
    TraitChange five = new TraitChange.Increases(new BigDecimal(5));
    assertThat(find(five, seats(1, "5"), seats(2, "9"), seats(3, "14"), seats(4, "1")))
        .containsExactly("03 9>14");
    TraitChange any = new TraitChange.Increases(BigDecimal.ZERO);
    assertThat(find(any, seats(1, "5"), seats(2, "5.0"), seats(3, "6")))
        .containsExactly("03 5.0>6");
  }

  @Test
  void find_change_onlyFromAValue() {
    assertThat(find(new TraitChange.Changes(), seats(1, "5"), seats(2, "5"), seats(3, "6")))
        .containsExactly("03 5>6");
  }

  @Test
  void find_anyOrder_isTheSame() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Trait> stated = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        stated.add(
            seats(
                random.nextInt(6),
                Integer.toString(random.nextInt(20)),
                random.nextInt(4) == 0 ? Source.BROWSER : Source.SERVER));
      }
      List<TraitTransitions.Transition> once = TraitTransitions.find(stated, TEN);
      stated.addAll(stated.subList(0, 3));
      Collections.shuffle(stated, random);
      assertThat(TraitTransitions.find(stated, TEN)).as("seed %d", seed).isEqualTo(once);
    }
  }

  private static Trait limit(int hour, String number) {
    Trait seats = seats(hour, number);
    return new Trait(
        new TraitName("limit"), "limit", seats.value(), Source.SERVER, seats.effectiveAt());
  }

  private static List<String> shares(Trait... stated) {
    return TraitShares.of(List.of(stated), new TraitName("seats"), new TraitName("limit")).stream()
        .map(share ->
            "%s %s"
                .formatted(share.effectiveAt().toString().substring(11, 13), share.value().json()))
        .toList();
  }

  @Test
  void shares_ofTwoTraits_moveWhenEitherDoes() {
    assertThat(shares(seats(1, "8"), limit(2, "10"), seats(3, "9"), limit(4, "12"), limit(5, "0")))
        .containsExactly("01 null", "02 80", "03 90", "04 75", "05 null");
    assertThat(shares(seats(1, "1"), limit(1, "3"))).containsExactly("01 33.3333");
    assertThat(shares(seats(1, "7999999"), limit(1, "10000000"))).containsExactly("01 79.9999");
    assertThat(shares(limit(1, "10"), limit(2, "20"))).containsExactly("01 null", "02 null");
  }

  @Test
  void shares_anyOrder_areTheSame() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Trait> stated = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String number = Integer.toString(random.nextInt(20));
        stated.add(
            random.nextBoolean()
                ? seats(random.nextInt(6), number)
                : limit(random.nextInt(6), number));
      }
      TraitName seats = new TraitName("seats");
      TraitName limit = new TraitName("limit");
      List<Trait> once = TraitShares.of(stated, seats, limit);
      Collections.shuffle(stated, random);
      assertThat(TraitShares.of(stated, seats, limit)).as("seed %d", seed).isEqualTo(once);
    }
  }
}
