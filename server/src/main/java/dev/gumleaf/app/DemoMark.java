package dev.gumleaf.app;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;

/**
 * That a data directory is a demo's, and which month is in it: the same seed, companies and end are
 * the same month.
 *
 * @param database where the data is, when it is not in the directory; else empty
 * @param played whether all of it was sent
 */
record DemoMark(long seed, int companies, Instant end, String database, boolean played) {
  DemoMark asPlayed() {
    return new DemoMark(seed, companies, end, database, true);
  }

  String text() {
    return """
    # This directory holds the data of gumleaf demo. Nothing in it is real.
    seed = %d
    companies = %d
    end = %s
    database = %s
    played = %s
    """
        .formatted(seed, companies, end, database, played);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it was changed so that it cannot be read
   */
  static DemoMark parse(String text) {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
      return new DemoMark(
          Long.parseLong(lines.getProperty("seed", "")),
          Integer.parseInt(lines.getProperty("companies", "")),
          Instant.parse(lines.getProperty("end", "")),
          lines.getProperty("database", ""),
          Boolean.parseBoolean(lines.getProperty("played", "")));
    } catch (DateTimeException broken) {
      throw new IllegalArgumentException(broken);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }
}
