package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.score.HalfLives;
import dev.gumleaf.score.ScoreModel;
import org.junit.jupiter.api.Test;

/** The store knows no arithmetic of scores, but has to agree with it. */
class ScoreStoreTest {
  @Test
  void standard_scale_isThatOfTheStandardRules() {
    assertThat(ScoreStore.STANDARD).isEqualTo(ScoreModel.standard().readAs());
  }

  @Test
  void sums_columns_areInTheOrderOfTheHalfLives() {
    assertThat(HalfLives.STANDARD.stream().map(each -> ScoreRows.sum(each.millis())))
        .containsExactlyElementsOf(ScoreRows.SUMS);
  }
}
