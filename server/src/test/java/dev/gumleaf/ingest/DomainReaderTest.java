package dev.gumleaf.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.MailDomains.Overrides;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.RejectReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainReaderTest {
  private final DomainReader reader = new DomainReader();

  @ParameterizedTest
  @CsvSource({
    "acme.com,                              acme.com",
    "ACME.Com,                              acme.com",
    "' acme.com ',                          acme.com",
    "acme.com.,                             acme.com",
    "www.acme.com,                          acme.com",
    "www2.eu.acme.com,                      acme.com",
    "https://www.acme.com/pricing?x=1#y,    acme.com",
    "HTTPS://user:pw@acme.com:8443/,        acme.com",
    "//acme.com/a,                          acme.com",
    "acme.com:443,                          acme.com",
    "acme.com/a:b@c,                        acme.com",
    "ana@acme.com,                          acme.com",
    "mailto:ana@acme.com,                   acme.com",
    "shop.acme.co.uk,                       acme.co.uk",
    "eu.shop.acme.kobe.jp,                  shop.acme.kobe.jp",
    "app.acme.test,                         acme.test",
    "acme.example,                          acme.example",
    "acme_corp.com,                         acme_corp.com",
    "123.com,                               123.com",
    "bücher.de,                             xn--bcher-kva.de",
    "BÜCHER.de,                             xn--bcher-kva.de",
    "bu\u0308cher.de,                       xn--bcher-kva.de",
    "xn--bcher-kva.de,                      xn--bcher-kva.de",
    "www.食狮.公司.cn,                        xn--85x722f.xn--55qx5d.cn",
    "acme。com,                              acme.com",
    "acme.com。,                             acme.com",
    "bücher.de.,                            xn--bcher-kva.de",
    "acme.vercel.app,                       acme.vercel.app",
    "www.acme.vercel.app,                   acme.vercel.app",
    "app.acme.vercel.app,                   app.acme.vercel.app",
    "acme.github.io,                        acme.github.io",
    "www.ck,                                www.ck",
    "mail.google.com,                       google.com"
  })
  void read_domain_isItsRegistrablePart(String text, String domain) {
    assertThat(reader.read(text)).isEqualTo(new DomainResult.Ok(new Domain(domain)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "acme",
        "localhost",
        "acme.localhost",
        "printer.local",
        "db.internal",
        "1.0.0.127.in-addr.arpa",
        "com",
        "co.uk",
        "vercel.app",
        "github.io",
        "198.51.100.7",
        "198.51.100.7:80",
        "http://198.51.100.7/",
        "3325256711",
        "0xc6336407",
        "0306.063.0144.07",
        "127.1",
        "１２７.0.0.1",
        "[2001:db8::1]",
        "http://[2001:db8::1]:8080/",
        "2001:db8::1",
        "::1",
        "acme..com",
        ".acme.com",
        "acme.com..",
        "-acme.com",
        "ac me.com",
        "acme.com%00",
        "acme,com",
        "acme.123",
        "https://",
        "ana@",
        "\u0000",
        "\ud800.com"
      })
  void read_noCompanysDomain_isRefused(String text) {
    assertThat(reader.read(text))
        .isInstanceOfSatisfying(
            DomainResult.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RejectReason.BAD_DOMAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gmail.com", "ana@Gmail.com", "mail.yahoo.co.uk", "orange.fr", "qq.com"})
  void read_mailboxProvider_isRefused(String text) {
    assertThat(reader.read(text))
        .isInstanceOfSatisfying(
            DomainResult.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RejectReason.FREE_MAIL_DOMAIN));
  }

  @Test
  void read_longTexts_areRefusedOrCut() {
    String label = "a".repeat(63);
    assertThat(reader.read("https://acme.com/" + "x".repeat(1_900)))
        .isEqualTo(new DomainResult.Ok(new Domain("acme.com")));
    assertThat(reader.read("https://acme.com/" + "x".repeat(5_000)))
        .isInstanceOf(DomainResult.Refused.class);
    assertThat(reader.read((label + ".").repeat(4) + "com"))
        .isInstanceOf(DomainResult.Refused.class);
    assertThat(reader.read(label + "a.com")).isInstanceOf(DomainResult.Refused.class);
  }

  @Test
  void read_twice_isTheSameObject() {
    assertThat(reader.read("www.acme.com")).isSameAs(reader.read("www.acme.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailinator.com",
        "ana@x.yopmail.com",
        "yopmail.kro.kr",
        "privaterelay.appleid.com"
      })
  void read_throwAwayOrRelayMailbox_isRefusedInTheSameWay(String text) {
    assertThat(reader.read(text))
        .isInstanceOfSatisfying(
            DomainResult.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RejectReason.FREE_MAIL_DOMAIN));
  }

  @Test
  void read_overriddenDomains_areTheOperatorsWord() {
    DomainReader overridden =
        new DomainReader(
            new MailDomains(
                new Overrides(
                    List.of("club.example", "mail.acme.com"),
                    List.of(),
                    List.of("yopmail.com", "team.gmx.de"))));
    assertThat(overridden.read("ana@club.example")).isInstanceOf(DomainResult.Refused.class);
    assertThat(overridden.read("mail.acme.com")).isInstanceOf(DomainResult.Refused.class);
    assertThat(overridden.read("acme.com")).isEqualTo(new DomainResult.Ok(new Domain("acme.com")));
    assertThat(overridden.read("yopmail.com"))
        .isEqualTo(new DomainResult.Ok(new Domain("yopmail.com")));
    assertThat(overridden.read("team.gmx.de"))
        .as("the account would be the provider's own")
        .isInstanceOf(DomainResult.Refused.class);
  }

  @Test
  void read_eachListedDomain_isRefused() {
    for (String list : List.of(MailDomains.PERSONAL_LIST, MailDomains.DISPOSABLE_LIST)) {
      for (String domain : MailDomains.lines(list)) {
        assertThat(reader.read("mx." + domain))
            .as(domain)
            .isInstanceOfSatisfying(
                DomainResult.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(RejectReason.FREE_MAIL_DOMAIN));
      }
    }
  }
}
