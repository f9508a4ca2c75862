package dev.gumleaf.signal;

import dev.gumleaf.condition.TraitTexts;
import dev.gumleaf.model.TraitValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What has to become of a trait, so that it sets a signal off. */
public sealed interface TraitChange {
  /**
   * Whether a change from one value to the next is meant.
   *
   * @param before null when the trait was never set
   */
  boolean happened(@Nullable TraitValue before, TraitValue after);

  /** A value passes a test that the value before did not pass, such as a threshold. */
  record Becomes(ValueTest test) implements TraitChange {
    @Override
    public boolean happened(@Nullable TraitValue before, TraitValue after) {
      return test.passes(after) && !test.passes(before);
    }
  }

  /** Any other value than before, where there was one. */
  record Changes() implements TraitChange {
    @Override
    public boolean happened(@Nullable TraitValue before, TraitValue after) {
      return TraitTexts.of(before).isSet() && !after.equals(before);
    }
  }

  /** A number grows by so much at least, from one statement to the next. */
  record Increases(BigDecimal byAtLeast) implements TraitChange {
    @Override
    public boolean happened(@Nullable TraitValue before, TraitValue after) {
      return Decimals.find(before)
          .flatMap(from -> Decimals.find(after).map(to -> isEnough(from, to)))
          .orElse(false);
    }

    private boolean isEnough(BigDecimal from, BigDecimal to) {
      return to.compareTo(from) > 0 && to.subtract(from).compareTo(byAtLeast) >= 0;
    }
  }
}
