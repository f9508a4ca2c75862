package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One refused entry: which one, why, and its message id where it had a readable one, so that it can
 * be found again. {@code detail} never holds customer data beyond member names.
 *
 * @param content the entry as it was sent
 */
public record Rejected(
    CallKind kind,
    int index,
    RejectReason reason,
    String detail,
    @Nullable MessageId messageId,
    RawJson content) {
  public Rejected {
    requireNonNull(kind, "kind");
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
    requireNonNull(content, "content");
  }
}
