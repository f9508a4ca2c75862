package dev.gumleaf.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the guide promises is what the code does. */
class EdgeDigestGuideTest {
  @Test
  void guide_limits_areTheCodes() throws IOException {
    String guide =
        Files.readString(Repository.ROOT.resolve("docs/guides/edge-digest.md"))
            .replaceAll("\\s+", " ");

    assertThat(guide)
        .contains(sentence("at most %,d keys, two for each text", DigestBuilder.KEYS_MAX))
        .contains(sentence("%,d counts, two for each number", DigestBuilder.COUNTS_MAX))
        .contains(sentence("up to %,d characters with the path", DigestBuilder.KEY_CHARS_MAX))
        .contains(sentence("end at %,d,", JavaScriptNumber.COUNT_MAX));
  }

  @Test
  void guide_exampleKeys_areFound() {
    DigestBuilder digest = new DigestBuilder();
    digest.addText(KeyPath.COMPANY.member("tags").item(), "B2B");
    digest.addNumber(KeyPath.COMPANY.member("metrics").member("employees"), "50");
    digest.addEvents("Signed Up", 1);
    digest.addPageViews("/pricing", 2);
    digest.addFlag(KeyPath.TOP.member("vip"), true);
    digest.addNumber(KeyPath.TOP.member("balance"), "-5");
    KnownReader reader = KnownReader.of(digest.build());

    assertThat(reader.has("company.tags.[]:B2B")).isTrue();
    assertThat(reader.has("vip:true")).isTrue();
    assertThat(reader.has("balance:-5")).isTrue();
    assertThat(reader.count("company.metrics.employees")).isEqualTo(50);
    assertThat(reader.count("events.Signed Up")).isEqualTo(1);
    assertThat(reader.count("page_views./pricing")).isEqualTo(2);
  }

  private static String sentence(String pattern, long number) {
    return String.format(Locale.ROOT, pattern, number);
  }
}
