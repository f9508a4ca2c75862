package dev.gumleaf.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The invented month is the same at every run, and tells nothing before it happens. */
class MonthTest {
  private static final Instant END = Instant.parse("2026-03-12T15:20:30Z");
  private static final int ENTRIES_MAX = 30;
  private static final Pattern TIME =
      Pattern.compile("\"(?:sent_at|visit_start|visit_end)\":\"([^\"]+)\"");

  private final Month month = Month.of(Month.SEED, Month.COMPANIES, END);

  @Test
  void month_sameSeedAndEnd_isTheSame() {
    assertThat(Month.of(Month.SEED, Month.COMPANIES, END)).isEqualTo(month);
  }

  @Test
  void month_otherSeed_isAnother() {
    Month other = Month.of(Month.SEED + 1, Month.COMPANIES, END);
    assertThat(other.truths()).isNotEqualTo(month.truths());
    assertThat(other.posts()).isNotEqualTo(month.posts());
  }

  @Test
  void month_oneWeekLater_hasTheSameCompaniesAndBuyers() {
    Month later = Month.of(Month.SEED, Month.COMPANIES, END.plus(Duration.ofDays(7)));
    assertThat(later.truths().stream().map(truth -> buys(truth)).toList())
        .isEqualTo(month.truths().stream().map(truth -> buys(truth)).toList());
  }

  private static String buys(Truth truth) {
    return truth.domain() + " " + truth.boughtAt().isPresent();
  }

  @Test
  void month_ofTheUsualSize_hasBuyersOfThePastAndOfTheFuture() {
    List<Instant> bought =
        month.truths().stream().map(Truth::boughtAt).flatMap(Optional::stream).toList();
    assertThat(month.truths()).hasSize(Month.COMPANIES);
    assertThat(bought).hasSize(26);
    assertThat(bought.stream().filter(at -> at.isAfter(END)).count()).isBetween(5L, 10L);
    assertThat(month.entries()).isBetween(25_000L, 80_000L);
  }

  @Test
  void month_fewCompanies_hasAtLeastOneBuyer() {
    Month small = Month.of(3, Month.COMPANIES_MIN, END);
    assertThat(small.truths()).hasSize(Month.COMPANIES_MIN);
    assertThat(small.truths()).anySatisfy(truth -> assertThat(truth.boughtAt()).isPresent());
  }

  @Test
  void posts_all_areSmallAndInTheMonth() {
    assertThat(month.posts())
        .allSatisfy(post -> assertThat(post.entries()).isBetween(1, ENTRIES_MAX));
    for (Post post : month.posts()) {
      Matcher times = TIME.matcher(post.body());
      while (times.find()) {
        assertThat(Instant.parse(times.group(1))).isBetween(END.minus(Duration.ofDays(30)), END);
      }
    }
  }

  @Test
  void posts_ofBuyers_tellOfTheSubscriptionWhenItStartsAndNotBefore() {
    Map<String, Instant> told = new TreeMap<>();
    Pattern started =
        Pattern.compile("\"event\":\"Subscription Started\".*?\"sent_at\":\"([^\"]+)\"");
    for (Post post : month.posts()) {
      Matcher event = started.matcher(post.body());
      if (event.find()) {
        told.put(domain(post), Instant.parse(event.group(1)));
      }
    }
    Map<String, Instant> past = new TreeMap<>();
    for (Truth truth : month.truths()) {
      truth.boughtAt().filter(at -> at.isBefore(END)).ifPresent(at -> past.put(truth.domain(), at));
    }
    assertThat(told).isEqualTo(past);
  }

  private static String domain(Post post) {
    Matcher named = Pattern.compile("^\\{\"domain\":\"([^\"]+)\"").matcher(post.body());
    assertThat(named.find()).as(post.body()).isTrue();
    return named.group(1);
  }

  @Test
  void firms_ofBuyersAndOthers_areAlike() {
    List<Company> companies =
        Companies.invent(new Chance(7), Period.endingAt(END), Month.COMPANIES_MAX).stream()
            .filter(company -> company.pattern() != dev.gumleaf.demo.Pattern.STUDYING)
            .toList();
    assertThat(share(companies, true)).isCloseTo(share(companies, false), within(0.15));
  }

  /** How many have more than 200 employees. */
  private static double share(List<Company> companies, boolean buys) {
    List<Company> some =
        companies.stream().filter(company -> company.pattern().buys() == buys).toList();
    return (double) some.stream().filter(company -> company.firm().employees() > 200).count()
        / some.size();
  }

  @Test
  void csv_ofTruths_hasALineForEach() {
    List<Truth> truths =
        List.of(new Truth("a.test", Optional.of(END)), new Truth("b.test", Optional.empty()));
    assertThat(Truth.csv(truths))
        .isEqualTo("domain,buys,bought_at\na.test,true,2026-03-12T15:20:30Z\nb.test,false,\n");
  }
}
