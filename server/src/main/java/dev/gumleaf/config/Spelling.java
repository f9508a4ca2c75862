package dev.gumleaf.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant to write. */
public final class Spelling {
  private Spelling() {}

  /**
   * The candidate that is nearest to a word: one that ends with it, else the one with the fewest
   * edits. Empty when even that one shares less than half of the word.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .filter(candidate -> distance(word, candidate) * 2 <= word.length());
  }

  /** A suggestion to end a message with; empty when nothing is near. */
  public static String suggestion(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static int distance(String word, String candidate) {
    // People forget the group in front of a key more often than they misspell it.
    return candidate.endsWith("." + word) || candidate.endsWith("-" + word)
        ? 1
        : edits(word, candidate);
  }

  /** Levenshtein's distance: inserted, deleted and replaced characters. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
