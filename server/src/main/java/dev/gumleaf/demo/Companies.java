package dev.gumleaf.demo;

import dev.gumleaf.demo.Company.Firm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Invents companies. What kind of company one is, and who works there, is drawn apart from what it
 * is up to: no trait of somebody who buys differs from those of others.
 */
final class Companies {
  private static final double NEVER = -1;

  private final Chance chance;
  private final Period period;

  private Companies(Chance chance, Period period) {
    this.chance = chance;
    this.period = period;
  }

  /** So many companies, in an order that says nothing. */
  static List<Company> invent(Chance chance, Period period, int count) {
    if (count < Month.COMPANIES_MIN || count > Month.COMPANIES_MAX) {
      throw new IllegalArgumentException(count + " companies");
    }
    List<Pattern> patterns = chance.of("patterns").shuffled(patterns(count));
    List<String> names = List.copyOf(names(chance.of("names"), count));
    Map<Pattern, Integer> turns = new EnumMap<>(Pattern.class);
    List<Company> companies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pattern pattern = patterns.get(i);
      int nth = turns.merge(pattern, 1, Integer::sum) - 1;
      Companies own = new Companies(chance.of(names.get(i)), period);
      companies.add(own.invent(names.get(i), pattern, nth, i + 1));
    }
    return companies;
  }

  private static List<Pattern> patterns(int count) {
    List<Pattern> patterns = new ArrayList<>();
    for (Pattern pattern : Pattern.values()) {
      for (int i = 0; pattern != Pattern.QUIET && i < pattern.count(count); i++) {
        patterns.add(pattern);
      }
    }
    while (patterns.size() < count) {
      patterns.add(Pattern.QUIET);
    }
    return patterns.subList(0, count);
  }

  private static Set<String> names(Chance chance, int count) {
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < count) {
      names.add(chance.pick(Words.FIRST) + chance.pick(Words.SECOND));
    }
    return names;
  }

  private Company invent(String word, Pattern pattern, int nth, int number) {
    boolean university = pattern == Pattern.STUDYING;
    String domain = (university ? "uni-" : "") + word.toLowerCase(Locale.ROOT) + ".test";
    String network = "2001:db8:%x::".formatted(number);
    Firm firm = firm(university);
    double turn = turn(pattern, nth, firm.country());
    return new Company(
        university ? "University of " + word : word + suffix(firm),
        domain,
        pattern,
        firm,
        network + "/48",
        turn,
        chance.between(0.75, 1.3),
        trial(pattern, turn, firm.country()),
        people(pattern, domain, network));
  }

  private static String suffix(Firm firm) {
    return firm.industry().contains(" ") ? "" : " " + firm.industry();
  }

  private Firm firm(boolean university) {
    int employees = (int) Math.min(20_000, Math.max(8, chance.stretch(220) * chance.stretch(1)));
    long revenue = Math.round(employees * chance.between(0.8, 3.5)) * 100_000L;
    return new Firm(
        university ? "Education" : chance.pick(Words.INDUSTRIES),
        university ? employees + 400 : employees,
        revenue,
        chance.pick(List.of(Country.values())),
        chance.whole(1960, 2022));
  }

  /** Of those who buy, every third has not yet when the month ends. */
  private double turn(Pattern pattern, int nth, Country country) {
    Chance own = chance.of("turn");
    return switch (pattern) {
      case EVALUATING ->
          atWork(nth % 3 == 2 ? own.between(-12, -4) : own.between(1.5, 17), country);
      case LOOKING -> own.between(-3, 18);
      case NEWCOMER -> own.between(2.5, 8);
      case QUIET, CUSTOMER, LEAVING, STUDYING, WATCHING -> 0;
    };
  }

  private double atWork(double daysLeft, Country country) {
    return period.daysLeft(period.atWork(daysLeft, country.zone(), chance.of("hour")));
  }

  private double trial(Pattern pattern, double turn, Country country) {
    Chance own = chance.of("trial");
    return switch (pattern) {
      case EVALUATING -> own.hits(0.7) ? atWork(turn + own.between(4, 12), country) : NEVER;
      case LOOKING -> own.hits(0.5) ? atWork(turn + own.between(-1, 7), country) : NEVER;
      case QUIET, CUSTOMER, LEAVING, NEWCOMER, STUDYING, WATCHING -> NEVER;
    };
  }

  private List<Person> people(Pattern pattern, String domain, String network) {
    int count = pattern.people(chance);
    boolean shares = pattern == Pattern.CUSTOMER && count > 3 && chance.hits(0.5);
    Browser shared = browser(network, 99, false);
    Set<String> emails = new HashSet<>();
    List<Person> people = new ArrayList<>();
    while (people.size() < count) {
      int rank = people.size();
      String given = chance.pick(Words.GIVEN);
      String family = chance.pick(Words.FAMILY);
      String email = (given + "." + family).toLowerCase(Locale.ROOT) + "@" + domain;
      if (emails.add(email)) {
        boolean onShared = shares && rank >= count - 2;
        List<Browser> browsers =
            onShared ? List.of(shared) : browsers(network, rank, rank == 0 || chance.hits(0.2));
        people.add(
            new Person(
                given + " " + family, email, chance.pick(Words.TITLES), rank, browsers, onShared));
      }
    }
    return people;
  }

  private List<Browser> browsers(String network, int rank, boolean hasPhone) {
    Browser desk = browser(network, rank, false);
    return hasPhone ? List.of(desk, browser(network, rank, true)) : List.of(desk);
  }

  /** A phone has an address of a carrier, which belongs to no company. */
  private Browser browser(String network, int rank, boolean phone) {
    String address =
        phone
            ? "2001:db8:fffd:%x::%x".formatted(chance.whole(1, 0xffff), chance.whole(1, 0xffff))
            : network + "%x".formatted(0x10 + rank);
    String agent = chance.pick(phone ? Words.PHONES : Words.BROWSERS);
    return new Browser(chance.uuid(), agent, address, !phone);
  }
}
