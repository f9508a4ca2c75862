package dev.gumleaf.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.EmailResult.Ok;
import dev.gumleaf.ingest.EmailResult.Refused;
import dev.gumleaf.model.EmailAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailReaderTest {
  private static final long SEED = 12L;
  private static final int TEXTS = 200_000;
  private static final List<String> PARTS =
      List.of(
          "ana",
          "ANA",
          "a.b",
          "+tag",
          ".",
          "@",
          "acme.com",
          "ACME",
          "bücher",
          "BU\u0308CHER",
          "İ",
          "ΟΔΟΣ",
          "ß",
          "例え",
          "。",
          ".de",
          "xn--bcher-kva",
          " ",
          "\u00a0",
          "\u200b",
          "\t",
          "\u0000",
          "\ud800",
          "\udc00",
          "\ud83d\ude00",
          "\"",
          "<",
          ">",
          "(",
          "[127.0.0.1]",
          "％",
          "＠",
          "Å",
          "\u0301",
          "ﬁ",
          "mailto:",
          "-",
          "_",
          "x".repeat(64),
          "y".repeat(63) + ".",
          "z".repeat(254));

  @ParameterizedTest
  @CsvSource({
    "ana@acme.com,                     ana@acme.com,               acme.com",
    "' Ana.Lopez@ACME.com\n',          ana.lopez@acme.com,         acme.com",
    "ana+news@acme.com,                ana+news@acme.com,          acme.com",
    "a.n.a@gmail.com,                  a.n.a@gmail.com,            gmail.com",
    "o'brien@acme.com,                 o'brien@acme.com,           acme.com",
    "ana..x.@docomo.ne.jp,             ana..x.@docomo.ne.jp,       docomo.ne.jp",
    "ana@mail.eu.acme.co.uk,           ana@mail.eu.acme.co.uk,     mail.eu.acme.co.uk",
    "ana@acme.com.,                    ana@acme.com,               acme.com",
    "ana@bücher.de,                    ana@xn--bcher-kva.de,       xn--bcher-kva.de",
    "ana@BU\u0308CHER.de,              ana@xn--bcher-kva.de,       xn--bcher-kva.de",
    "ana@acme。com,                     ana@acme.com,               acme.com",
    "JOSE\u0301@acme.com,              josé@acme.com,              acme.com",
    "ana@intranet.local,               ana@intranet.local,         intranet.local",
    "ana@northwind.test,               ana@northwind.test,         northwind.test",
    "a@b.co,                           a@b.co,                     b.co"
  })
  void read_address_isItsNormalForm(String text, String value, String domain) {
    EmailAddress address = new EmailAddress(value);
    assertThat(EmailReader.read(text)).isEqualTo(new Ok(address));
    assertThat(address.domain()).isEqualTo(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ana",
        "@",
        "@acme.com",
        "ana@",
        "ana@acme",
        "ana@localhost",
        "ana@@acme.com",
        "ana@bob@acme.com",
        "\"ana\"@acme.com",
        "\"ana@home\"@acme.com",
        "Ana <ana@acme.com>",
        "ana@acme.com, bob@acme.com",
        "mailto:ana@acme.com",
        "ana lopez@acme.com",
        "ana@ acme.com",
        "ana@ac me.com",
        "ana\u00a0@acme.com",
        "ana\u200b@acme.com",
        "ana\t@acme.com",
        "ana\u0000@acme.com",
        "ana@acme.com\u0000",
        "ana\ud800@acme.com",
        "ana@\udc00acme.com",
        "ana(home)@acme.com",
        "ana@[198.51.100.7]",
        "ana@198.51.100.7",
        "ana@acme..com",
        "ana@-acme.com",
        "ana@acme.com/x",
        "ana@acme.com:25",
        "ana＠acme.com",
        "null",
        "https://acme.com/@ana"
      })
  void read_noPlainAddress_isRefused(String text) {
    assertThat(EmailReader.read(text)).isInstanceOf(Refused.class);
  }

  @Test
  void read_atTheLimits_isReadAndOneMoreIsNot() {
    String local = "x".repeat(EmailAddress.LOCAL_MAX);
    String host = ("y".repeat(62) + ".").repeat(3);
    assertThat(EmailReader.read(local + "@acme.com")).isInstanceOf(Ok.class);
    assertThat(EmailReader.read(local + "x@acme.com")).isInstanceOf(Refused.class);
    assertThat(EmailReader.read(local + "@" + host))
        .isEqualTo(new Ok(new EmailAddress(local + "@" + host.substring(0, host.length() - 1))));
    assertThat(EmailReader.read(local + "@" + host + "y")).isInstanceOf(Refused.class);
    assertThat(EmailReader.read("a@" + "x".repeat(5_000_000))).isInstanceOf(Refused.class);
  }

  @Test
  void read_generatedTexts_isRefusedOrStaysAsItIs() {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      if (result(text) instanceof Ok(EmailAddress address)) {
        read++;
        assertThat(EmailReader.read(address.value()))
            .as("seed %d, %s", SEED, text)
            .isEqualTo(new Ok(address));
      }
    }
    assertThat(read).as("addresses of %d texts, seed %d", TEXTS, SEED).isGreaterThan(TEXTS / 100);
  }

  private static EmailResult result(String text) {
    try {
      return EmailReader.read(text);
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED + ", text " + text, e);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      text.append(
          random.nextInt(8) == 0
              ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
              : PARTS.get(random.nextInt(PARTS.size())));
    }
    return random.nextInt(3) == 0 ? text.toString() : text + "@acme.com";
  }
}
