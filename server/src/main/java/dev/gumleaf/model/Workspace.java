package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/** A tenant: people, settings, keys and all data belong to exactly one. */
public record Workspace(WorkspaceId id, String name) {
  public Workspace {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
  }
}
