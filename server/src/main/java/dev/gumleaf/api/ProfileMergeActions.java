package dev.gumleaf.api;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;

/**
 * Takes merges of ids into people back, and puts them back. What follows from it is in the state
 * when they return. Both end with an {@link dev.gumleaf.model.ApiException}: NOT_FOUND for an
 * unknown merge, CONFLICT for one that is as it should be already.
 */
public record ProfileMergeActions(Undo undo, Restore restore) {
  /** Takes a merge back. */
  @FunctionalInterface
  public interface Undo {
    void run(WorkspaceId workspace, long id, Instant at, String by);
  }

  /** Puts a merge back. */
  @FunctionalInterface
  public interface Restore {
    void run(WorkspaceId workspace, long id);
  }

  public ProfileMergeActions {
    requireNonNull(undo, "undo");
    requireNonNull(restore, "restore");
  }
}
