package dev.gumleaf.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a {@link Change} is; the code is in the database, the word on the wire. */
public enum ChangeKind {
  SIGNAL_HIT(1),
  SIGNAL_HIT_WITHDRAWN(2),
  SCORE_CHANGED(3),
  AUDIENCE_ENTERED(4),
  AUDIENCE_LEFT(5);

  private final int code;

  ChangeKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ChangeKind ofCode(int code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of change has code " + code));
  }

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ChangeKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
