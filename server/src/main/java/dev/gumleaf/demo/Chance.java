package dev.gumleaf.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Chance that is the same at every run: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), written out
 * because the JDK promises no sequence. Each company has its own, so that one more company changes
 * nothing about the others. Not thread-safe.
 */
final class Chance {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final long seed;
  private long state;

  Chance(long seed) {
    this.seed = seed;
    this.state = seed;
  }

  /** A chance of its own for something named; what was drawn before does not matter. */
  Chance of(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return new Chance(mix(seed + mix(hash)));
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  private long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 to 1, the latter not included. */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean hits(double probability) {
    return unit() < probability;
  }

  double between(double from, double to) {
    return from + (to - from) * unit();
  }

  /** A whole number, both ends included. */
  int whole(int from, int to) {
    return from + (int) (unit() * (to - from + 1));
  }

  <T> T pick(List<T> choices) {
    return choices.get(whole(0, choices.size() - 1));
  }

  /** How often something happens that happens so often on average: Poisson, by Knuth's method. */
  int arrivals(double mean) {
    double limit = Math.exp(-mean);
    int count = -1;
    double product = 1;
    do {
      count++;
      product *= unit();
    } while (product > limit);
    return count;
  }

  /** A length that is mostly short and sometimes long, its middle given. */
  double stretch(double middle) {
    double bell = unit() + unit() + unit() + unit() - 2;
    return middle * Math.exp(bell * 1.4);
  }

  <T> List<T> shuffled(List<T> items) {
    List<T> all = new ArrayList<>(items);
    for (int i = all.size() - 1; i > 0; i--) {
      T kept = all.get(i);
      int other = whole(0, i);
      all.set(i, all.get(other));
      all.set(other, kept);
    }
    return all;
  }

  String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(HEX[whole(0, 15)]);
    }
    return text.toString();
  }

  /** An id as browsers make them. */
  String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
  }
}
