package dev.gumleaf.digest;

import java.math.BigDecimal;

/**
 * A number as JavaScript knows it. Readers ask for {@code key:number} with the number printed their
 * way (ECMA-262, Number::toString), which may not be the way it was sent: 5.0 is 5.
 */
record JavaScriptNumber(double value) {
  /**
   * The largest count; some hundred thousand below what the readers' unsigned words hold, so that
   * counting on does not overflow. Larger numbers count as this one.
   */
  static final long COUNT_MAX = 4_294_000_000L;

  /** Integers up to here are printed plainly and without error. */
  private static final double PLAIN_INTEGER_MAX = 1e15;

  static JavaScriptNumber of(String literal) {
    return new JavaScriptNumber(Double.parseDouble(literal));
  }

  /** Counts know no sign. */
  boolean isCount() {
    return value >= 0;
  }

  /** The number as a count: whole, and not above {@link #COUNT_MAX}. */
  long count() {
    return (long) Math.min(value, COUNT_MAX);
  }

  String text() {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size <= PLAIN_INTEGER_MAX) {
      return Long.toString((long) value);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return size >= 1e-6 && size < 1e21 ? shortest.toPlainString() : exponential(shortest);
  }

  private static String exponential(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - number.scale();
    String sign = number.signum() < 0 ? "-" : "";
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return sign + digits.charAt(0) + fraction + (exponent < 0 ? "e" : "e+") + exponent;
  }
}
