package dev.gumleaf.http;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes request ids: {@code req_} and 26 characters, the first ten the time, so that they sort by
 * age; the rest chance. The alphabet is Crockford's base 32 in lower case. Thread-safe if its parts
 * are.
 */
public final class RequestIds implements Supplier<String> {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int TIME_CHARACTERS = 10;
  private static final int CHANCE_CHARACTERS = 16;
  private static final String PREFIX = "req_";

  private final InstantSource clock;
  private final Supplier<? extends RandomGenerator> random;

  /**
   * Ids from a clock and chance.
   *
   * @param random gives a generator that the calling thread may use
   */
  public RequestIds(InstantSource clock, Supplier<? extends RandomGenerator> random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String get() {
    char[] id = new char[PREFIX.length() + TIME_CHARACTERS + CHANCE_CHARACTERS];
    PREFIX.getChars(0, PREFIX.length(), id, 0);
    int end = write(id, PREFIX.length(), TIME_CHARACTERS, clock.millis());
    RandomGenerator chance = random.get();
    end = write(id, end, CHANCE_CHARACTERS / 2, chance.nextLong());
    write(id, end, CHANCE_CHARACTERS / 2, chance.nextLong());
    return new String(id);
  }

  private static int write(char[] id, int from, int count, long bits) {
    for (int i = 0; i < count; i++) {
      id[from + i] = ALPHABET[(int) (bits >>> (5 * (count - 1 - i))) & 31];
    }
    return from + count;
  }
}
