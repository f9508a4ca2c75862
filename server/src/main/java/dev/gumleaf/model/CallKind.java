package dev.gumleaf.model;

/** The kinds of entries a batch can hold. */
public enum CallKind {
  TRACK(1, "event"),
  IDENTIFY(2, "identify");

  private final int code;
  private final String word;

  CallKind(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /** The number kept in the store; never changes once released. */
  public int code() {
    return code;
  }

  /** The word in replies and lists. */
  public String word() {
    return word;
  }

  /**
   * The kind with that code.
   *
   * @throws IllegalArgumentException if no kind has that code
   */
  public static CallKind ofCode(int code) {
    return switch (code) {
      case 1 -> TRACK;
      case 2 -> IDENTIFY;
      default -> throw new IllegalArgumentException("no kind of call has the code " + code);
    };
  }
}
