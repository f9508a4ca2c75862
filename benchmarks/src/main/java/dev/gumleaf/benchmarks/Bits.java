package dev.gumleaf.benchmarks;

/**
 * Numbers that look random but are a function of their index, so that a request can be repeated.
 */
final class Bits {
  private Bits() {}

  /** The finalizer of SplitMix64: a bijection, so different indexes never give the same bits. */
  static long mix(long index) {
    long bits = index * 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
