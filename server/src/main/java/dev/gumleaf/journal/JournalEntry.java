package dev.gumleaf.journal;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One accepted request as the client sent it, with what the connection said about it. The body is
 * the decompressed bytes; it is shared and must not be written to. The time is in milliseconds, so
 * that it is the same before and after it was stored.
 */
@SuppressWarnings("ArrayRecordComponent") // framed into a blob, never compared
public record JournalEntry(
    Kind kind,
    WorkspaceId workspace,
    Instant receivedAt,
    String requestId,
    @Nullable String address,
    @Nullable String userAgent,
    @Nullable String origin,
    byte[] body) {

  /** Which reader decodes the body. Codes never change once released. */
  public enum Kind {
    ACCOUNTS_BATCH(1),
    VISITOR_BATCH(2),
    SEGMENT(3),
    RB2B(4),
    /** What was here was erased; nothing is read from it, but it keeps its sequence. */
    ERASED(100);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    /**
     * The kind with that code.
     *
     * @throws IllegalArgumentException if no kind has that code
     */
    public static Kind ofCode(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of journal entry has the code " + code);
    }
  }

  public JournalEntry {
    requireNonNull(kind, "kind");
    requireNonNull(workspace, "workspace");
    requireNonNull(receivedAt, "receivedAt");
    requireNonNull(requestId, "requestId");
    requireNonNull(body, "body");
    if (kind == Kind.ERASED && body.length > 0) {
      throw new IllegalArgumentException("an erased entry has no body");
    }
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** What to put in the place of this entry to erase it: nothing that the client sent is left. */
  public JournalEntry erased() {
    return new JournalEntry(
        Kind.ERASED, workspace, receivedAt, requestId, null, null, null, new byte[0]);
  }

  /** This entry with another body, such as one that does not name somebody any more. */
  public JournalEntry withBody(byte[] other) {
    return new JournalEntry(
        kind, workspace, receivedAt, requestId, address, userAgent, origin, other);
  }
}
