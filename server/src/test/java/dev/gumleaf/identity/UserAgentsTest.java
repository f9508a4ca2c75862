package dev.gumleaf.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentsTest {
  private static final long SEED = 9L;
  private static final int AGENTS = 1_500;

  private final UserAgents agents = new UserAgents();
  private final Random random = new Random(SEED);

  @Test
  void isBot_eachExampleOfTheList_isOneUnlessItIsABrowser() {
    List<String> examples = CrawlerList.examples();
    assertThat(examples).hasSizeGreaterThan(2_000);

    List<String> missed = examples.stream().filter(agent -> !agents.isBot(agent)).toList();

    assertThat(missed)
        .as("the examples of patterns left out")
        .hasSize(3)
        .anyMatch(agent -> agent.contains("Build/AP3A.240617.008;"))
        .anyMatch(agent -> agent.endsWith(" MetaIAB Facebook"))
        .anyMatch(agent -> agent.contains(" Fluid/"));
  }

  @Test
  void patternsLeftOut_eachOne_isOfTheListAndMatchesABrowser() {
    List<String> browsers = UserAgents.lines("browsers.txt");
    assertThat(UserAgents.lines(UserAgents.LEFT_OUT))
        .isSubsetOf(CrawlerList.patterns())
        .allSatisfy(regex -> assertThat(browsers).anyMatch(Pattern.compile(regex).asPredicate()));
  }

  @Test
  void isBot_browsersOfPeople_areNone() {
    List<String> browsers = UserAgents.lines("browsers.txt");

    assertThat(browsers).hasSizeGreaterThan(80).noneMatch(agents::isBot);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " HeadlessChrome/126.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/119.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse",
        "GOOGLEBOT",
        "Sightbulb/1.0",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp)",
        "curl/8.5.0",
        "python-requests/2.32.3",
        "Go-http-client/1.1"
      })
  void isBot_wordsOfOurOwnAndScripts_isOne(String agent) {
    assertThat(agents.isBot(agent)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "\ud800", "ü", "Mozilla/5.0", "gumleaf"})
  void isBot_textsThatSayNothing_isNone(String agent) {
    assertThat(agents.isBot(agent)).isFalse();
  }

  @Test
  void isBot_longText_isReadToItsLimit() {
    String padding = "x".repeat(UserAgents.LENGTH_MAX - 9);
    assertThat(agents.isBot(padding + "Googlebot")).isTrue();
    assertThat(agents.isBot(padding + " Googlebot")).isFalse();
    assertThat(agents.isBot("Googlebot/2.1 " + "x".repeat(10_000_000))).isTrue();
  }

  /** Whatever is tried first, the answer is that of every pattern of the list as it stands. */
  @Test
  void isBot_generatedAgents_agreesWithThePlainList() {
    List<Predicate<String>> patterns =
        CrawlerList.patterns().stream()
            .filter(regex -> !UserAgents.lines(UserAgents.LEFT_OUT).contains(regex))
            .map(regex -> Pattern.compile(regex).asPredicate())
            .toList();
    List<String> examples = CrawlerList.examples();
    int bots = 0;
    for (int i = 0; i < AGENTS; i++) {
      String agent = mutated(examples.get(random.nextInt(examples.size())));
      boolean listed = patterns.stream().anyMatch(pattern -> pattern.test(agent));
      boolean worded = agents.isWorded(agent);
      assertThat(agents.isBot(agent)).as("seed %d, %s", SEED, agent).isEqualTo(listed || worded);
      bots += listed ? 1 : 0;
    }
    assertThat(bots).as("bots of %d, seed %d", AGENTS, SEED).isBetween(AGENTS / 4, AGENTS * 3 / 4);
  }

  /**
   * A piece of an agent with a few other letters, which about half of the time is still a bot's.
   */
  private String mutated(String agent) {
    int from = random.nextBoolean() ? 0 : random.nextInt(agent.length());
    StringBuilder text = new StringBuilder(agent.substring(from));
    for (int i = random.nextInt(8); i > 0; i--) {
      int at = random.nextInt(text.length());
      char c = text.charAt(at);
      text.setCharAt(
          at, random.nextBoolean() ? Character.toUpperCase(c) : (char) random.nextInt(32, 300));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"Current, RSS Reader", "ContextualBot, outcomes.net", "Spider, spider.com"})
  void isBot_textMadeToBeSlow_takesMilliseconds(String first, String second) {
    String agent = " " + second + first.repeat(UserAgents.LENGTH_MAX);
    long from = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThatCode(() -> agents.isBot(agent)).doesNotThrowAnyException();
    }
    assertThat((System.nanoTime() - from) / 100).as("nanoseconds").isLessThan(20_000_000L);
  }
}
