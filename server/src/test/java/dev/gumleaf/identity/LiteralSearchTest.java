package dev.gumleaf.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiteralSearchTest {
  private static final long SEED = 11L;

  @Test
  void isIn_literalThatEndsInsideAnother_isFound() {
    LiteralSearch search = new LiteralSearch(List.of("hers", "his", "she", "he"));
    assertThat(search.isIn("ushe")).isTrue();
    assertThat(search.isIn("uhi")).isFalse();
    assertThat(search.isIn("hehis")).isTrue();
    assertThat(new LiteralSearch(List.of("abcd", "bc")).isIn("abce")).isTrue();
  }

  @Test
  void isIn_noLiterals_findsNothing() {
    assertThat(new LiteralSearch(List.of()).isIn("anything")).isFalse();
  }

  @Test
  void new_emptyOrForeignLiteral_isRefused() {
    assertThatThrownBy(() -> new LiteralSearch(List.of("")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LiteralSearch(List.of("für")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isIn_generatedTexts_agreesWithContains() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      List<String> literals = Stream.generate(() -> word(random, 4)).limit(3).toList();
      String text = word(random, 12);
      assertThat(new LiteralSearch(literals).isIn(text))
          .as("seed %d, %s in %s", SEED, literals, text)
          .isEqualTo(literals.stream().anyMatch(text::contains));
    }
  }

  private static String word(Random random, int lengthMax) {
    return random
        .ints(1 + random.nextInt(lengthMax), 'a', 'd')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
