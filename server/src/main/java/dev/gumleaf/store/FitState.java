package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.Arrays;

/**
 * Which model of fit is in force in a workspace, and how far the newest has come.
 *
 * @param newest the version that was saved last
 * @param version the version in force; 0 while there is none
 * @param position the last account that the walk of the stage has behind it
 * @param walked how many accounts the stage has behind it
 * @param walkAccounts how many there were when it began
 * @param graded how many accounts the quartiles in force are of
 */
public record FitState(
    WorkspaceId workspace,
    int newest,
    int version,
    Stage stage,
    long position,
    long walked,
    long walkAccounts,
    long graded,
    Instant gradedAt) {
  /** What is being done with all accounts. */
  public enum Stage {
    /** Nothing. */
    RESTS(0),
    /** Their numbers by the newest model are counted, so that it comes with its quartiles. */
    COUNTS(1),
    /** It is in force, and their fits by it are written. */
    WRITES(2),
    /** Quartiles were taken anew, and the grades that changed are written. */
    GRADES(3);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    /** The number kept in the store; never changes once released. */
    int code() {
      return code;
    }

    static Stage ofCode(int code) {
      return Arrays.stream(values())
          .filter(stage -> stage.code == code)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no stage has the code " + code));
    }
  }

  public FitState {
    requireNonNull(workspace, "workspace");
    requireNonNull(stage, "stage");
    requireNonNull(gradedAt, "gradedAt");
  }
}
