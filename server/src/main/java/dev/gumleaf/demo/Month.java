package dev.gumleaf.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A month of traffic of invented companies.
 *
 * <p>All of it has times of its own, none of them ahead of the end: a server takes times of any age
 * in the past for what they are, and puts its own in the place of those more than ten minutes ahead
 * ({@link dev.gumleaf.model.EffectiveTime}).
 *
 * @param posts in the order in which they were sent
 * @param truths who buys, of each company
 * @param expected what the server should count, by domain
 * @param networks the companies' networks, as lines {@code cidr,domain}
 */
public record Month(
    List<Post> posts, List<Truth> truths, Map<String, Expected> expected, String networks) {
  /** Domain of the site itself, whose own people are among the visitors. */
  public static final String OWN_DOMAIN = Site.DOMAIN;

  /** The most common number of companies. */
  public static final int COMPANIES = 200;

  /** Fewer could not show each pattern. */
  public static final int COMPANIES_MIN = 10;

  /** For more there are no names. */
  public static final int COMPANIES_MAX = 1_000;

  /** The seed of whoever names none. */
  public static final long SEED = 2026;

  /** One request in a hundred is sent again. */
  private static final double REPEATED = 0.01;

  public Month {
    posts = List.copyOf(posts);
    truths = List.copyOf(truths);
    expected = Map.copyOf(expected);
  }

  /**
   * Invents a month.
   *
   * @param companies {@link #COMPANIES_MIN} to {@link #COMPANIES_MAX}
   * @param end when it ends, such as now
   */
  public static Month of(long seed, int companies, Instant end) {
    Period period = Period.endingAt(end.truncatedTo(ChronoUnit.SECONDS));
    Chance chance = new Chance(seed);
    List<Post> posts = new ArrayList<>(Outsiders.posts(period, chance.of("outsiders"), companies));
    List<Truth> truths = new ArrayList<>();
    Map<String, Expected> expected = new LinkedHashMap<>();
    StringBuilder networks = new StringBuilder();
    for (Company company : Companies.invent(chance, period, companies)) {
      Ledger ledger = live(company, period, chance.of("life of " + company.domain()));
      posts.addAll(ledger.posts());
      truths.add(truth(company, period));
      expected.put(company.domain(), ledger.expected());
      networks.append(company.network()).append(',').append(company.domain()).append('\n');
    }
    posts.addAll(repeated(posts, chance.of("repeats")));
    posts.sort(Comparator.comparing(Post::at));
    return new Month(posts, truths, expected, networks.toString());
  }

  private static Ledger live(Company company, Period period, Chance chance) {
    Ledger ledger = new Ledger();
    for (Person person : company.people()) {
      new PersonMonth(company, person, period, ledger, chance.of(person.email())).live();
    }
    new BackendMonth(company, period, ledger, chance.of("backend")).live();
    return ledger;
  }

  private static Truth truth(Company company, Period period) {
    return new Truth(
        company.domain(),
        company.pattern().buys() ? Optional.of(period.at(company.turn())) : Optional.empty());
  }

  private static List<Post> repeated(List<Post> posts, Chance chance) {
    return posts.stream()
        .filter(post -> chance.hits(REPEATED))
        .map(post -> post.again(Duration.ofMinutes(chance.whole(1, 60))))
        .toList();
  }

  /** The domain of the company with the most page views. */
  public String busiest() {
    return truths.stream()
        .map(Truth::domain)
        .max(Comparator.comparingLong(domain -> expected(domain).pageViews()))
        .orElseThrow();
  }

  /** What the server should count for one of the companies. */
  public Expected expected(String domain) {
    return Objects.requireNonNull(expected.get(domain), domain);
  }

  /** How many entries all requests have together. */
  public long entries() {
    return posts.stream().mapToLong(Post::entries).sum();
  }
}
