package dev.gumleaf.model;

import java.util.List;

/** The kinds of entries a batch can hold. */
public enum CallKind {
  TRACK(1, "event", "events"),
  IDENTIFY(2, "identify", "identifies"),
  PAGE_VIEW(3, "page_view", "page_views"),
  FORM(4, "form_submission", "form_submissions"),
  METRIC(5, "metric", "metrics");

  /** In the order of replies, which is that in which they are applied. */
  public static final List<CallKind> REPORTED = List.of(IDENTIFY, PAGE_VIEW, TRACK, FORM, METRIC);

  private final int code;
  private final String word;
  private final String plural;

  CallKind(int code, String word, String plural) {
    this.code = code;
    this.word = word;
    this.plural = plural;
  }

  /** The number kept in the store; never changes once released. */
  public int code() {
    return code;
  }

  /** The word in replies and lists. */
  public String word() {
    return word;
  }

  /** The word for several of them. */
  public String plural() {
    return plural;
  }

  /**
   * The kind with that code.
   *
   * @throws IllegalArgumentException if no kind has that code
   */
  public static CallKind ofCode(int code) {
    for (CallKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of call has the code " + code);
  }
}
