package dev.gumleaf.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InternetDomainName;
import dev.gumleaf.ingest.MailDomains.Overrides;
import dev.gumleaf.model.MailDomainKind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDomainsTest {
  private final MailDomains lists = new MailDomains(Overrides.NONE);

  @Test
  void kindOf_domainsJudgedByHand_isTheSame() {
    List<String> judged = MailDomains.lines("mail-domains-by-hand.txt");

    assertThat(judged)
        .hasSizeGreaterThan(150)
        .allSatisfy(line -> {
          String[] words = line.split(" ", 2);
          MailDomainKind kind = MailDomainKind.valueOf(words[0].toUpperCase(Locale.ROOT));
          assertThat(lists.kindOf(words[1])).isEqualTo(kind);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "club.example,              PERSONAL",
    "mail.club.example,         PERSONAL",
    "burner.example,            DISPOSABLE",
    "gmx.de,                    BUSINESS",
    "mail.gmx.de,               BUSINESS",
    "yopmail.com,               BUSINESS",
    "gmx.net,                   PERSONAL",
    "mailinator.com,            DISPOSABLE",
    "acme.com,                  BUSINESS"
  })
  void kindOf_overriddenDomains_isTheOperatorsWord(String host, MailDomainKind kind) {
    MailDomains domains =
        new MailDomains(
            new Overrides(
                List.of("club.example"),
                List.of("burner.example"),
                List.of("gmx.de", "yopmail.com")));
    assertThat(domains.kindOf(host)).isEqualTo(kind);
  }

  @Test
  void kindOf_nameAboveAListedOne_isTheOperatorsWordToo() {
    MailDomains domains =
        new MailDomains(new Overrides(List.of(), List.of(), List.of("appleid.com")));
    assertThat(lists.kindOf("privaterelay.appleid.com")).isEqualTo(MailDomainKind.PERSONAL);
    assertThat(domains.kindOf("privaterelay.appleid.com")).isEqualTo(MailDomainKind.BUSINESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "com", "a.", "\u0000", "\ud800.com"})
  void kindOf_textsThatAreNoHost_isBusiness(String host) {
    assertThat(lists.kindOf(host)).isEqualTo(MailDomainKind.BUSINESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {MailDomains.PERSONAL_LIST, MailDomains.DISPOSABLE_LIST})
  void lists_eachLine_isADomainOnceAndNoPublicSuffix(String list) {
    assertThat(MailDomains.lines(list))
        .hasSizeGreaterThan(250)
        .doesNotHaveDuplicates()
        .allSatisfy(line -> {
          InternetDomainName domain = InternetDomainName.from(line);
          assertThat(domain.toString()).isEqualTo(line);
          assertThat(domain.isPublicSuffix()).isFalse();
          assertThat(domain.hasParent()).isTrue();
        });
  }
}
