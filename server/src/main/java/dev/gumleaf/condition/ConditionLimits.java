package dev.gumleaf.condition;

/** How large conditions may be, so that one cannot occupy the store or the pipeline. */
public final class ConditionLimits {
  /** Groups and negations inside each other; people understand three. */
  public static final int DEPTH_MAX = 8;

  /** Comparisons in all. */
  public static final int COMPARISONS_MAX = 50;

  /** Values of one list, such as that of {@code any_of}. */
  public static final int VALUES_MAX = 100;

  /** Characters of one text. */
  public static final int TEXT_MAX = 500;

  /** Days that are looked back: more would read whole histories. */
  public static final int DAYS_MAX = 400;

  /** Up to here all whole numbers, and decimals of a few places, are exact. */
  public static final double NUMBER_MAX = 1e15;

  private ConditionLimits() {}
}
