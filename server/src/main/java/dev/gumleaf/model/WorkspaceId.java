package dev.gumleaf.model;

/** The identity of a workspace, the tenant that owns all data; part of every key in the store. */
public record WorkspaceId(long value) {
  public WorkspaceId {
    if (value <= 0) {
      throw new IllegalArgumentException("a workspace id is positive: " + value);
    }
  }
}
