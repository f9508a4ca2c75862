package dev.gumleaf.app;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of the workspace, for the command line. */
interface KeyRing extends AutoCloseable {
  /** All keys, disabled ones too, oldest first, public ones before secret ones. */
  List<ListedKey> list();

  /** Creates a key and gives its whole value, which for a secret one is not stored anywhere. */
  String create(Kind kind, String label);

  /**
   * Disables a key, also for a server that runs on the same state.
   *
   * @param id as listed
   * @return false if there is no such key, or it was disabled before
   */
  boolean disable(String id);

  @Override
  void close();

  /** What a key lets its holder do. */
  enum Kind {
    /** Write; it stands in ingest URLs. */
    PUBLIC,
    /** Read and administer. */
    SECRET
  }

  /**
   * One line of the list.
   *
   * @param id what {@link #disable} takes
   * @param shown a public key, or the beginning of a secret one
   * @param disabledAt null while it works
   */
  record ListedKey(
      String id,
      Kind kind,
      String shown,
      String label,
      Instant createdAt,
      @Nullable Instant disabledAt) {}
}
