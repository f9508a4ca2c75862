package dev.gumleaf.audience;

import dev.gumleaf.model.CallKind;
import java.util.Arrays;
import java.util.Optional;

/** What can have been done. */
public enum DeedKind {
  EVENT(CallKind.TRACK),
  PAGE_VIEW(CallKind.PAGE_VIEW),
  FORM(CallKind.FORM);

  private final CallKind call;

  DeedKind(CallKind call) {
    this.call = call;
  }

  /** The kind of entries that tell of it. */
  public CallKind call() {
    return call;
  }

  /** The word in filters. */
  public String word() {
    return call.word();
  }

  /** The kind that is called so. */
  public static Optional<DeedKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
