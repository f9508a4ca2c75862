package dev.gumleaf.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.identity.AgentPattern.Expression;
import dev.gumleaf.identity.AgentPattern.Literal;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentPatternTest {
  @ParameterizedTest
  @CsvSource({
    "bingbot, bingbot",
    "Googlebot\\/, Googlebot/",
    "yandex\\.com\\/bots, yandex.com/bots",
    "a \\(b\\), a (b)"
  })
  void of_plainText_isALiteral(String regex, String text) {
    assertThat(AgentPattern.listOf(regex)).containsExactly(new Literal(text));
  }

  @ParameterizedTest
  @CsvSource({
    "^curl, curl",
    "SSL Labs$, SSL Labs",
    "[wW]get, get",
    "S[eE][mM]rushBot, rushBot",
    "Ahrefs(Bot|SiteAudit), Ahrefs",
    "AdsBot-Google([^-]|$), AdsBot-Google",
    "(sistrix|SISTRIX) [cC]rawler, rawler",
    "(^| )sentry\\/, sentry/",
    "a\\/\\d\\.\\d+ Feed, ' Feed'",
    "Current[\\s\\S]*RSS, Current",
    "abc?d, ab",
    "abc*de, ab",
    "'ab{0,3}cd', cd",
    "abc+d, abc",
    "a.bc, bc",
    "((a)b\\))cd, cd",
    "[a-z]*, ''"
  })
  void of_expression_knowsItsLongestPlainPiece(String regex, String piece) {
    assertThat(AgentPattern.listOf(regex))
        .singleElement()
        .isInstanceOfSatisfying(
            Expression.class, expression -> assertThat(expression.piece()).isEqualTo(piece));
  }

  @Test
  void listOf_alternatives_areAPatternEach() {
    assertThat(AgentPattern.listOf("One|Two (a|b)|[\\|]|Three"))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(new Literal("One")),
            second ->
                assertThat(second)
                    .isInstanceOfSatisfying(
                        Expression.class, e -> assertThat(e.piece()).isEqualTo("Two ")),
            third -> assertThat(third).isInstanceOf(Expression.class),
            fourth -> assertThat(fourth).isEqualTo(new Literal("Three")));
  }

  @Test
  void isIn_anchoredExpression_heedsItsPlace() {
    Expression curl = new Expression(Pattern.compile("^curl"), "curl");
    assertThat(curl.isIn("curl/8.5.0")).isTrue();
    assertThat(curl.isIn("not curl")).isFalse();
  }
}
