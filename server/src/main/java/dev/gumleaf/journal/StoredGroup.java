package dev.gumleaf.journal;

import java.util.List;

/** One row of the journal as it is stored. */
@SuppressWarnings("ArrayRecordComponent") // read and framed anew, never compared
record StoredGroup(long first, long last, byte[] frames) {
  /**
   * Takes the group apart.
   *
   * @throws CorruptJournalException if it is not what was written
   */
  List<JournalEntry> entries() {
    try {
      List<JournalEntry> entries = Frames.read(frames);
      if (entries.size() != last - first + 1) {
        throw new CorruptJournalException("a group does not have as many entries as its row says");
      }
      return entries;
    } catch (CorruptJournalException e) {
      throw new CorruptJournalException("journal from sequence " + first + ": " + e.getMessage());
    }
  }
}
