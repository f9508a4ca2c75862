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
  LIST;

  static Shape named(String name) {
    return switch (name) {
      case "1" -> ONE;
      case "30" -> THIRTY;
      case "account" -> ACCOUNT;
      case "list" -> LIST;
      default -> throw new IllegalArgumentException("no shape is called " + name);
    };
  }

  int events() {
    return switch (this) {
      case ONE -> 1;
      case THIRTY -> 30;
      case ACCOUNT, LIST -> 0;
    };
  }
}
