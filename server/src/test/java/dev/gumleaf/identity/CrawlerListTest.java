package dev.gumleaf.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The shipped patterns are those of the published list. To take a newer one: put its JSON in the
 * test resources, its version here and in {@code THIRD-PARTY.md}, and run with {@code
 * -Dgumleaf.lists=write}.
 */
class CrawlerListTest {
  private static final String VERSION = "1.60.0";
  private static final Path SHIPPED =
      Repository.ROOT.resolve(
          "server/src/main/resources/dev/gumleaf/identity/" + UserAgents.PATTERNS);

  @Test
  void shippedPatterns_areThoseOfTheList() throws IOException {
    String expected =
        """
        # The patterns of crawler-user-agents %s (github.com/monperrus/crawler-user-agents), unchanged, one a line.
        # Copyright (c) 2017 Martin Monperrus, MIT licence: see crawler-user-agents-LICENSE.txt. Spaces at the end of a line belong to the pattern.
        """
                .formatted(VERSION)
            + String.join("\n", CrawlerList.patterns())
            + "\n";
    if ("write".equals(System.getProperty("gumleaf.lists"))) {
      Files.writeString(SHIPPED, expected);
    }
    assertThat(SHIPPED).hasContent(expected);
    assertThat(Files.readAllBytes(SHIPPED)).isEqualTo(expected.getBytes(UTF_8));
  }

  @Test
  void patterns_fitTheFileAndTheSearch() {
    assertThat(CrawlerList.patterns())
        .allSatisfy(pattern ->
            assertThat(pattern).isNotBlank().doesNotContain("\n", "(?").doesNotStartWith("#"));
  }

  /** Nothing is repeated inside what is repeated, which is what makes a regex slow. */
  @Test
  void patterns_repeatAtMostOnceWithoutLimit() {
    List<String> expressions =
        CrawlerList.patterns().stream()
            .flatMap(pattern -> AgentPattern.listOf(pattern).stream())
            .filter(AgentPattern.Expression.class::isInstance)
            .map(pattern -> ((AgentPattern.Expression) pattern).pattern().pattern())
            .toList();
    assertThat(expressions)
        .hasSizeBetween(1, 60)
        .allSatisfy(regex ->
            assertThat(regex)
                .doesNotContain(")*", ")+", "){")
                .doesNotMatch(".*[^\\\\][*+].*[^\\\\][*+].*"));
  }
}
