package dev.gumleaf.benchmarks;

/** What a request asks for. */
enum Shape {
  /** One event, 354 bytes of body. */
  ONE,
  /** Thirty events of one account, about 6.4 KB of body. */
  THIRTY,
  /** The page of one account. */
  ACCOUNT,
  /** The first page of the account list, filtered. */
  LIST,
  /** What a browser sends: two page views and three events of one visitor. */
  VISIT,
  /** A visitor who signs in. */
  SIGN_IN,
  /** The same of somebody known, yesterday; each is the one person of a company. */
  KNOWN_VISIT,
  /** The page of one person. */
  PROFILE,
  /** The first page of the list of people, filtered. */
  PEOPLE,
  /** The first page of companies by score, of those with one trend and so much interest. */
  SCORED;

  static Shape named(String name) {
    return switch (name) {
      case "1" -> ONE;
      case "30" -> THIRTY;
      case "account" -> ACCOUNT;
      case "list" -> LIST;
      case "visit" -> VISIT;
      case "sign-in" -> SIGN_IN;
      case "profile" -> PROFILE;
      case "people" -> PEOPLE;
      case "known-visit" -> KNOWN_VISIT;
      case "scored" -> SCORED;
      default -> throw new IllegalArgumentException("no shape is called " + name);
    };
  }

  int events() {
    return switch (this) {
      case ONE -> 1;
      case THIRTY -> 30;
      case VISIT, KNOWN_VISIT -> 5;
      case SIGN_IN -> 1;
      case ACCOUNT, LIST, PROFILE, PEOPLE, SCORED -> 0;
    };
  }
}
