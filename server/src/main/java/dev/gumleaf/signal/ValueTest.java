package dev.gumleaf.signal;

import dev.gumleaf.condition.Comparison;
import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.TextTest;
import dev.gumleaf.condition.TraitTexts;
import dev.gumleaf.model.TraitValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A test of one value. What is absent, deleted or of another type passes only what says so. */
public record ValueTest(Comparison comparison) {
  /** No rule looks back from a today, so that what it finds does not depend on when it looks. */
  private static final Instant NO_TIME = Instant.EPOCH;

  /**
   * Whether a value passes.
   *
   * @param value null when there is none
   */
  public boolean passes(@Nullable TraitValue value) {
    TraitTexts texts = TraitTexts.of(value);
    Condition condition = comparison.condition();
    boolean met =
        condition instanceof Condition.IsSet
            ? texts.isSet()
            : texts.values().stream().anyMatch(text -> TextTest.meets(text, condition, NO_TIME));
    return met != comparison.negated();
  }
}
