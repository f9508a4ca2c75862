package dev.gumleaf.demo;

import static dev.gumleaf.demo.Page.Topic.APP;
import static dev.gumleaf.demo.Page.Topic.BILLING;
import static dev.gumleaf.demo.Page.Topic.BLOG;
import static dev.gumleaf.demo.Page.Topic.CAREERS;
import static dev.gumleaf.demo.Page.Topic.CHANGES;
import static dev.gumleaf.demo.Page.Topic.CUSTOMERS;
import static dev.gumleaf.demo.Page.Topic.DOCS;
import static dev.gumleaf.demo.Page.Topic.HELP;
import static dev.gumleaf.demo.Page.Topic.HOME;
import static dev.gumleaf.demo.Page.Topic.INTEGRATIONS;
import static dev.gumleaf.demo.Page.Topic.PRICING;
import static dev.gumleaf.demo.Page.Topic.SECURITY;

/**
 * What people do on the site, by what their company is up to and how long it still is.
 *
 * <p>Those who buy and those who only look begin alike. What tells them apart is what tells them
 * apart outside: more people, of more kinds of pages, rising until the end. No single number does.
 */
final class Habits {
  /** Days before it buys at which another person of a company joins in. */
  private static final double[] JOINS = {60, 16, 10, 6, 4};

  private Habits() {}

  /** The mood of a company's person on a day, by how many days are left until the month ends. */
  static Mood of(Company company, Person person, double daysLeft) {
    int rank = person.rank();
    double ahead = daysLeft - company.turn();
    Mood mood =
        switch (company.pattern()) {
          case QUIET -> quiet();
          case EVALUATING -> ahead > 0 ? evaluating(company, rank, daysLeft) : using(rank);
          case LOOKING -> looking(company, rank, daysLeft);
          case CUSTOMER -> using(rank);
          case LEAVING -> leaving(daysLeft);
          case NEWCOMER -> ahead > 0 ? Mood.ABSENT : newcomer();
          case STUDYING -> studying();
          case WATCHING -> watching(rank);
        };
    return mood.times(company.zeal());
  }

  private static Mood quiet() {
    return Mood.of(0.06)
        .with(HOME, 2)
        .with(BLOG, 2)
        .with(CAREERS, 0.5)
        .with(PRICING, 0.15)
        .with(DOCS, 0.2);
  }

  private static Mood evaluating(Company company, int rank, double daysLeft) {
    double ahead = daysLeft - company.turn();
    if (ahead > JOINS[Math.min(rank, JOINS.length - 1)]) {
      return Mood.ABSENT;
    }
    double heat = Math.exp(-ahead / 8);
    return Mood.of(0.08 + (rank == 0 ? 1.0 : 0.65) * heat)
        .with(HOME, 1)
        .with(BLOG, 1.3 - heat)
        .with(CUSTOMERS, 0.6)
        .with(PRICING, 0.4 + 2.0 * heat)
        .with(DOCS, 0.5 + 2.2 * heat)
        .with(INTEGRATIONS, 0.2 + 1.6 * heat)
        .with(SECURITY, 0.05 + 0.7 * heat)
        .with(APP, company.hasWorkspace(daysLeft) ? 2 : 0);
  }

  private static Mood looking(Company company, int rank, double daysLeft) {
    double ahead = daysLeft - company.turn();
    if (rank > 0 && ahead > 5) {
      return Mood.ABSENT;
    }
    double heat = ahead > 0 ? Math.exp(-ahead / 6) : Math.exp(ahead / 3);
    return Mood.of(0.08 + (rank == 0 ? 0.95 : 0.4) * heat)
        .with(HOME, 1)
        .with(BLOG, 1.4 - 0.6 * heat)
        .with(CUSTOMERS, 0.7)
        .with(PRICING, 0.5 + 2.1 * heat)
        .with(DOCS, 0.4 + 1.1 * heat)
        .with(INTEGRATIONS, 0.1 + 0.6 * heat)
        .with(SECURITY, 0.05 + 0.1 * heat)
        .with(APP, company.hasWorkspace(daysLeft) ? 1.2 * heat : 0);
  }

  private static Mood using(int rank) {
    return Mood.of(rank == 0 ? 0.8 : 0.5)
        .with(APP, 5)
        .with(DOCS, 0.8)
        .with(HELP, 0.5)
        .with(CHANGES, 0.3)
        .with(INTEGRATIONS, 0.3);
  }

  private static Mood leaving(double daysLeft) {
    double left = Math.min(1, daysLeft / 25);
    return Mood.of(0.06 + 0.6 * left)
        .with(APP, 0.4 + 4 * left)
        .with(HELP, 0.6)
        .with(BILLING, 0.2 + 1.2 * (1 - left))
        .with(PRICING, 0.2);
  }

  private static Mood newcomer() {
    return Mood.of(0.4)
        .with(HOME, 2)
        .with(BLOG, 1.5)
        .with(CUSTOMERS, 1)
        .with(PRICING, 0.4)
        .with(DOCS, 0.4);
  }

  private static Mood studying() {
    return Mood.of(0.2)
        .with(HOME, 0.5)
        .with(BLOG, 2)
        .with(DOCS, 4)
        .with(INTEGRATIONS, 0.5)
        .with(PRICING, 0.2);
  }

  private static Mood watching(int rank) {
    return Mood.of(rank == 0 ? 0.9 : 0.2)
        .with(PRICING, 3)
        .with(CHANGES, 2)
        .with(CUSTOMERS, 1)
        .with(DOCS, 1);
  }
}
