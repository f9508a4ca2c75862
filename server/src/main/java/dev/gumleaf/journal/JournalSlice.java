package dev.gumleaf.journal;

import java.util.List;

/**
 * Consecutive entries in order. {@code lastSequence} is the position to continue from; it is the
 * position that was asked for when there were no entries.
 */
public record JournalSlice(List<Positioned> entries, long lastSequence) {
  public JournalSlice {
    entries = List.copyOf(entries);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** An entry and its sequence. */
  public record Positioned(long sequence, JournalEntry entry) {}
}
