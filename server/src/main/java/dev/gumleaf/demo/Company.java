package dev.gumleaf.demo;

import java.util.List;

/**
 * An invented company.
 *
 * @param pattern what it is up to; told by no trait
 * @param network its office's addresses
 * @param turn when its interest turns, in days before the end of the month: it buys, is most
 *     curious, comes for the first time; negative when that is still to come
 * @param zeal how much more than others it does
 * @param trial when it begins to try the product, in days before the end; negative for never
 */
record Company(
    String name,
    String domain,
    Pattern pattern,
    Firm firm,
    String network,
    double turn,
    double zeal,
    double trial,
    List<Person> people) {
  Company {
    people = List.copyOf(people);
  }

  /**
   * What kind of company it is.
   *
   * @param revenue in dollars a year
   */
  record Firm(String industry, int employees, long revenue, Country country, int founded) {}

  /** Whether its people have an application to sign in to. */
  boolean hasWorkspace(double daysLeft) {
    return pattern.isCustomer()
        || (trial >= 0 && daysLeft <= trial)
        || (pattern.buys() && daysLeft <= turn);
  }
}
