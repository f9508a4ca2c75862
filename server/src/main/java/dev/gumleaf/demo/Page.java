package dev.gumleaf.demo;

/** A page of the site. */
record Page(Topic topic, String path, String title) {
  /** What a page is about. */
  enum Topic {
    HOME(15),
    BLOG(60),
    CUSTOMERS(35),
    PRICING(50),
    DOCS(110),
    INTEGRATIONS(60),
    SECURITY(50),
    CHANGES(30),
    CAREERS(40),
    HELP(70),
    BILLING(40),
    APP(140),
    FORM(45);

    private final int seconds;

    Topic(int seconds) {
      this.seconds = seconds;
    }

    /** How long people stay, half of them longer. */
    int seconds() {
      return seconds;
    }
  }
}
