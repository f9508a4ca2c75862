package dev.gumleaf.model;

import java.util.Arrays;

/** How well an account fits, next to the others of its workspace: A is the best quarter. */
public enum Grade {
  A(0),
  B(1),
  C(2),
  D(3);

  private final int code;

  Grade(int code) {
    this.code = code;
  }

  /** The number kept in the store, the best first; never changes once released. */
  public int code() {
    return code;
  }

  /**
   * The grade with that code.
   *
   * @throws IllegalArgumentException if no grade has that code
   */
  public static Grade ofCode(int code) {
    return Arrays.stream(values())
        .filter(grade -> grade.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no grade has the code " + code));
  }
}
