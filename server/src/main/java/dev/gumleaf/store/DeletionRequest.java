package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request to forget people or companies.
 *
 * @param message what went wrong, for an operator; null when nothing did
 */
public record DeletionRequest(
    String id,
    WorkspaceId workspace,
    Status status,
    @Nullable String message,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    List<DeletionSubject> subjects) {
  /** How far a request is. */
  public enum Status {
    PENDING,
    PROCESSING,
    COMPLETED,
    /** Tried without success; it will be tried again. */
    FAILED;

    /** The word in the store and on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DeletionRequest {
    subjects = List.copyOf(subjects);
  }
}
