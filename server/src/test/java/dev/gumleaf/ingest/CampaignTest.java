package dev.gumleaf.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignTest {
  @Test
  void read_allParameters_areNamedAsBrowsersDo() {
    Campaign campaign =
        Campaign.read(
            "https://acme.test/?utm_id=42&utm_content=a%26b&utm_term=%E6%9D%B1&utm_campaign=spring+sale"
                + "&utm_medium=mail&utm_source=news&utm_other=x&q=1");

    assertThat(campaign.values())
        .containsExactly(
            Map.entry("source", "news"),
            Map.entry("medium", "mail"),
            Map.entry("name", "spring sale"),
            Map.entry("term", "東"),
            Map.entry("content", "a&b"),
            Map.entry("id", "42"));
  }

  @Test
  void read_repeatedOrEmpty_firstWithAValueCounts() {
    assertThat(Campaign.read("/?utm_source=&UTM_Source=a&utm_source=b#/x?utm_medium=c").values())
        .containsExactly(Map.entry("source", "a"), Map.entry("medium", "c"));
  }

  @Test
  void read_addressAsId_isNoCampaign() {
    assertThat(Campaign.read("/?utm_id=YW5hQG5vcnRod2luZC50ZXN0").values()).isEmpty();
  }

  @Test
  void read_noneOrTooLong_isEmpty() {
    assertThat(Campaign.read("").values()).isEmpty();
    assertThat(Campaign.read("https://acme.test/?a=1").values()).isEmpty();
    assertThat(Campaign.read("?utm_term=" + "x".repeat(1_000)).values()).hasSize(1);
    assertThat(Campaign.read("?utm_term=" + "x".repeat(1_001)).values()).isEmpty();
  }
}
