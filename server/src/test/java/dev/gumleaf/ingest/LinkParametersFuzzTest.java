package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random URLs, half of them made of the pieces that are hardest to cut. */
class LinkParametersFuzzTest {
  private static final long SEED = 207L;
  private static final int ROUNDS = 25_000;
  private static final String EMAIL = "ana+x@northwind.test";

  private static final List<String> SHARDS =
      List.of(
          "?",
          "&",
          "#",
          "=",
          "%",
          "%3F",
          "%26",
          "%23",
          "%3D",
          "%253F",
          "%2526",
          "%2523",
          "%253D",
          "%3f",
          "%25",
          "25",
          "26",
          "3F",
          "3D",
          "2",
          "ko_e",
          "ko_trait_",
          "ko_trait_a",
          "k_is",
          "utm_id",
          "utm_source",
          "KO_E",
          "k%6F_e",
          "YW5hQG5vcnRod2luZC50ZXN0",
          "ana@x.test",
          "+",
          "/",
          "https://",
          "x",
          "é",
          "\ud83d\ude00",
          "\ud800",
          "%C3%A9",
          "%C3",
          "%zz",
          "\u0000");

  private final Random random = new Random(SEED);

  @Test
  void strip_anyText_neverFailsAndTwiceIsOnce() {
    for (int i = 0; i < ROUNDS; i++) {
      String text = shards();
      LinkParameters read = LinkParameters.read(text);
      String stripped = LinkParameters.strip(text);

      assertThat(read.strippedUrl()).as(text).isEqualTo(stripped);
      assertThat(LinkParameters.strip(stripped)).as("seed %d: %s", SEED, text).isEqualTo(stripped);
      assertThat(Campaign.read(text).values().size()).as(text).isLessThanOrEqualTo(6);
      assertNoneLeft(stripped, text);
    }
  }

  /** Looks for parameters in a way of its own. */
  private static void assertNoneLeft(String stripped, String text) {
    for (String piece : stripped.split("[?&#]", -1)) {
      int equals = piece.indexOf('=');
      if (equals >= 0) {
        assertThat(name(piece.substring(0, equals)))
            .as("seed %d: %s", SEED, text)
            .isNotEqualToIgnoringCase("ko_e")
            .doesNotStartWith("ko_trait_");
      }
    }
  }

  private static String name(String escaped) {
    try {
      return URLDecoder.decode(escaped, UTF_8);
    } catch (IllegalArgumentException e) {
      return escaped;
    }
  }

  @Test
  void strip_madeUrl_leavesExactlyWhatWasNotPutIn() {
    for (int i = 0; i < ROUNDS / 5; i++) {
      StringBuilder url = new StringBuilder("https://acme.test/p");
      StringBuilder rest = new StringBuilder(url);
      for (String opening : List.of("?", "#", "?")) {
        appendParameters(opening, url, rest);
      }

      assertThat(LinkParameters.strip(url.toString()))
          .as("seed %d: %s", SEED, url)
          .isEqualTo(rest.toString())
          .doesNotContain("ana");
      assertThat(LinkParameters.strip(inside(url)))
          .as("seed %d: %s", SEED, url)
          .isEqualTo(inside(rest));
      assertThat(LinkParameters.strip(inside(inside(url))))
          .as("seed %d: %s", SEED, url)
          .isEqualTo(inside(inside(rest)));
    }
  }

  private static String inside(CharSequence url) {
    return "https://login.test/?next=" + URLEncoder.encode(url.toString(), UTF_8) + "&a=1";
  }

  private void appendParameters(String opening, StringBuilder url, StringBuilder rest) {
    String before = opening;
    String restBefore = opening;
    for (int i = random.nextInt(5); i > 0; i--) {
      if (random.nextBoolean()) {
        url.append(before).append(personal());
      } else {
        String other = other();
        url.append(before).append(other);
        rest.append(restBefore).append(other);
        restBefore = "&";
      }
      before = "&";
    }
  }

  private String personal() {
    String base64 = Base64.getEncoder().encodeToString(EMAIL.getBytes(UTF_8));
    return switch (random.nextInt(5)) {
      case 0 -> "ko_e=" + EMAIL;
      case 1 -> "ko_e=" + URLEncoder.encode(EMAIL, UTF_8);
      case 2 -> "utm_id=" + base64;
      case 3 -> "utm_id=" + URLEncoder.encode(base64, UTF_8);
      default -> "ko_trait_name=" + URLEncoder.encode("ana & \"co\" ? # " + EMAIL, UTF_8);
    };
  }

  private String other() {
    String[] others = {"", "a=1", "utm_source=x+y", "q=%zz%", "=", "/path", "utm_id=spring", "é=ß"};
    return others[random.nextInt(others.length)];
  }

  private String shards() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(14); i >= 0; i--) {
      text.append(SHARDS.get(random.nextInt(SHARDS.size())));
    }
    return text.toString();
  }
}
