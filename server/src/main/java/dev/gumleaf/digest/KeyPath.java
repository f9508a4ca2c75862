package dev.gumleaf.digest;

/**
 * Where a value stands in a profile, as readers ask for it: names joined by dots, {@code []} for
 * any place of an array. {@code company.tags.[]} are the tags of the company.
 */
public record KeyPath(String text) {
  /** Where the visitor's own traits and the properties of events stand. */
  public static final KeyPath TOP = new KeyPath("");

  public static final KeyPath COMPANY = TOP.member("company");
  public static final KeyPath PERSON = TOP.member("person");
  public static final KeyPath ACCOUNT_SCORE = TOP.member("account_score");

  /** A member of the object that stands here. */
  public KeyPath member(String name) {
    return new KeyPath(text.isEmpty() ? name : text + "." + name);
  }

  /** Any item of the array that stands here. */
  public KeyPath item() {
    return member("[]");
  }
}
