package dev.gumleaf.audience;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Of what an audience is a list. */
public enum AudienceKind {
  ACCOUNTS,
  VISITORS;

  /** The word on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind that is called so. */
  public static Optional<AudienceKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
