package dev.gumleaf.audience;

/** How large a filter may be, so that one question cannot occupy the store. */
public final class FilterLimits {
  /** Groups and negations inside each other. */
  public static final int DEPTH_MAX = 8;

  /** Comparisons in one filter. */
  public static final int CONDITIONS_MAX = 50;

  /** Values of one list, such as that of {@code any_of}. */
  public static final int VALUES_MAX = 100;

  /** Characters of one text. */
  public static final int TEXT_MAX = 500;

  /** Days that a filter looks back: more would read whole histories. */
  public static final int DAYS_MAX = 400;

  /** How often something can be asked to have been done. */
  public static final int TIMES_MAX = 1_000;

  private FilterLimits() {}
}
