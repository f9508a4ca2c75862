package dev.gumleaf.demo;

/** What kind of interest a company has, which no trait tells. */
enum Pattern {
  /** Looks in now and then. */
  QUIET(35, 1, 2),
  /** Looks more and more, at prices, documentation and integrations; then buys. */
  EVALUATING(13, 2, 5),
  /** Begins in the same way and loses interest. */
  LOOKING(12, 1, 3),
  /** Bought long ago and grows. */
  CUSTOMER(15, 3, 6),
  /** Bought long ago and uses it less and less. */
  LEAVING(6, 2, 4),
  /** Came for the first time some days ago. */
  NEWCOMER(10, 1, 2),
  /** A university whose students read everything. */
  STUDYING(5, 6, 12),
  /** A competitor who looks at the prices every day. */
  WATCHING(4, 1, 2);

  private final int share;
  private final int peopleMin;
  private final int peopleMax;

  Pattern(int share, int peopleMin, int peopleMax) {
    this.share = share;
    this.peopleMin = peopleMin;
    this.peopleMax = peopleMax;
  }

  /** How many of so many companies are like this; each pattern is there once at least. */
  int count(int companies) {
    return Math.max(1, Math.round(companies * share / 100f));
  }

  int people(Chance chance) {
    return chance.whole(peopleMin, peopleMax);
  }

  boolean buys() {
    return this == EVALUATING;
  }

  boolean isCustomer() {
    return this == CUSTOMER || this == LEAVING;
  }
}
