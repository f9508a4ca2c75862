package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way into the journal.
 *
 * @param entry what will be journaled: the body and what is known about the connection
 * @param wantsResults whether the reply waits for what became of each entry
 */
public record IngestRequest(JournalEntry entry, boolean wantsResults) {
  public IngestRequest {
    requireNonNull(entry, "entry");
  }

  /** A request of that kind, with its body decompressed. */
  public static IngestRequest of(
      BodyKind kind,
      WorkspaceId workspace,
      Instant receivedAt,
      String requestId,
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String origin,
      byte[] body,
      boolean wantsResults) {
    return new IngestRequest(
        new JournalEntry(
            kind.journaled(), workspace, receivedAt, requestId, address, userAgent, origin, body),
        wantsResults);
  }
}
