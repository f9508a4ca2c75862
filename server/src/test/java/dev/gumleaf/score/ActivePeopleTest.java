package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.ProfileKey;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivePeopleTest {
  private static final ProfileKey ANA = new ProfileKey(1);
  private static final ProfileKey BO = new ProfileKey(2);

  @Test
  void count_onePersonOnManyDays_isOne() {
    ActivePeople people = ActivePeople.NONE.add(ANA, NOW).add(ANA, NOW - DAY).add(ANA, NOW);
    assertThat(people.count(NOW)).isEqualTo(1);
    assertThat(people.add(BO, NOW - 3 * DAY).count(NOW)).isEqualTo(2);
    assertThat(ActivePeople.NONE.count(NOW)).isZero();
  }

  @Test
  void count_weekLater_isNobody() {
    ActivePeople people = ActivePeople.NONE.add(ANA, NOW);
    assertThat(people.count(NOW + 6 * DAY)).isEqualTo(1);
    assertThat(people.count(NOW + 7 * DAY)).isZero();
  }

  @Test
  void count_clockOfOneEntryAhead_losesNobody() {
    ActivePeople people = ActivePeople.NONE.add(ANA, NOW - 6 * DAY).add(BO, NOW + DAY);
    assertThat(people.count(NOW)).isEqualTo(2);
  }

  @Test
  void remove_person_isGoneFromAllDays() {
    ActivePeople people = ActivePeople.NONE.add(ANA, NOW).add(ANA, NOW - DAY).add(BO, NOW);
    assertThat(people.remove(ANA)).isEqualTo(ActivePeople.NONE.add(BO, NOW));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void merge_anyOrderAndParts_isTheSame(long seed) {
    Random random = new Random(seed);
    ActivePeople whole = ActivePeople.NONE;
    ActivePeople left = ActivePeople.NONE;
    ActivePeople right = ActivePeople.NONE;
    for (int i = 0; i < 200; i++) {
      ProfileKey person = new ProfileKey(random.nextInt(40));
      long at = NOW - random.nextLong(20 * DAY);
      whole = whole.add(person, at);
      left = random.nextBoolean() ? left.add(person, at) : left;
      right = right.add(person, at);
    }
    assertThat(left.merge(right)).as("seed %d", seed).isEqualTo(whole);
    assertThat(right.merge(left)).as("seed %d", seed).isEqualTo(whole);
    assertThat(whole.days()).hasSizeLessThanOrEqualTo(8);
  }
}
