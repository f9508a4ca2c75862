package dev.gumleaf.identity;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

/**
 * Tells whether a text has any of many literals in it, reading each character once: the automaton
 * of Aho and Corasick, "Efficient String Matching" (CACM 18(6), 1975). Immutable.
 *
 * <p>States are numbers in the order in which they were made, the root is 0. The children of a
 * state are a chain, which is short everywhere but at the root; so the root has a table. That keeps
 * 14,000 states in 250 KB, where a table for every state would need ten times as much.
 */
final class LiteralSearch {
  private static final int ROOT = 0;
  private static final int ASCII = 128;

  private final int[] rootChildren = new int[ASCII];
  private final char[] label;
  private final int[] firstChild;
  private final int[] sibling;

  /** Where to go on when a state has no child for a character: its longest proper suffix. */
  private final int[] fallback;

  private final BitSet ends = new BitSet();
  private int states = 1;

  /**
   * @throws IllegalArgumentException for an empty literal, which would be in every text, and for
   *     one that is not ASCII
   */
  LiteralSearch(Collection<String> literals) {
    int statesMax = 1 + literals.stream().mapToInt(String::length).sum();
    label = new char[statesMax];
    firstChild = new int[statesMax];
    sibling = new int[statesMax];
    fallback = new int[statesMax];
    literals.forEach(this::add);
    linkFallbacks();
  }

  boolean isIn(String text) {
    int state = ROOT;
    for (int i = 0; i < text.length(); i++) {
      state = next(state, text.charAt(i));
      if (ends.get(state)) {
        return true;
      }
    }
    return false;
  }

  private void add(String literal) {
    if (literal.isEmpty() || !literal.chars().allMatch(c -> c < ASCII)) {
      throw new IllegalArgumentException("a literal is ASCII and not empty: " + literal);
    }
    int state = ROOT;
    for (int i = 0; i < literal.length(); i++) {
      int child = child(state, literal.charAt(i));
      state = child == ROOT ? addChild(state, literal.charAt(i)) : child;
    }
    ends.set(state);
  }

  private int addChild(int state, char c) {
    int child = states++;
    label[child] = c;
    if (state == ROOT) {
      rootChildren[c] = child;
    } else {
      sibling[child] = firstChild[state];
      firstChild[state] = child;
    }
    return child;
  }

  /** The root, which is nobody's child, if there is none. */
  private int child(int state, char c) {
    if (state == ROOT) {
      return c < ASCII ? rootChildren[c] : ROOT;
    }
    int child = firstChild[state];
    while (child != ROOT && label[child] != c) {
      child = sibling[child];
    }
    return child;
  }

  private int next(int from, char c) {
    int state = from;
    int child = child(state, c);
    while (child == ROOT && state != ROOT) {
      state = fallback[state];
      child = child(state, c);
    }
    return child;
  }

  /** Level by level, because a fallback is always shorter. */
  private void linkFallbacks() {
    int[] queue = new int[states];
    int head = 0;
    int tail = 0;
    for (int child : Arrays.stream(rootChildren).filter(child -> child != ROOT).toArray()) {
      queue[tail++] = child;
    }
    while (head < tail) {
      int state = queue[head++];
      for (int child = firstChild[state]; child != ROOT; child = sibling[child]) {
        fallback[child] = next(fallback[state], label[child]);
        if (ends.get(fallback[child])) {
          ends.set(child);
        }
        queue[tail++] = child;
      }
    }
  }
}
