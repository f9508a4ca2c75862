package dev.gumleaf.model;

/** The idempotency key of one call, any non-empty string of the client's choice. */
public record MessageId(String value) {
  public MessageId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a message id is not empty");
    }
  }
}
