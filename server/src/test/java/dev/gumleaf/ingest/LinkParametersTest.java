package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.EmailAddress;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkParametersTest {
  private static final String SITE = "https://www.acme.test/pricing";

  @ParameterizedTest
  @CsvSource({
    "?ko_e=ana@northwind.test,                  ana@northwind.test",
    "?ko_e=ana%40northwind.test,                ana@northwind.test",
    "?ko_e=Ana@Northwind.Test,                  ana@northwind.test",
    "?ko_e=%20ana@northwind.test%20,            ana@northwind.test",
    "?ko_e=+ana@northwind.test,                 ana@northwind.test",
    "?ko_e=ana+x@northwind.test,                ana+x@northwind.test",
    "?ko_e=ana%20x@northwind.test,              ana+x@northwind.test",
    "?ko_e=ana%2Bx@northwind.test,              ana+x@northwind.test",
    "?ko_e=ana%2bx%40northwind.test,            ana+x@northwind.test",
    "?ko_e=zo%C3%AB@bücher.test,                zoë@xn--bcher-kva.test",
    "?KO_E=ana@northwind.test,                  ana@northwind.test",
    "?k%6F_e=ana@northwind.test,                ana@northwind.test",
    "?a=1&ko_e=ana@northwind.test&b=2,          ana@northwind.test",
    "?ko_e=&ko_e=ana@northwind.test,            ana@northwind.test",
    "?ko_e=ana@northwind.test&ko_e=b@c.test,    ana@northwind.test",
    "#/path?ko_e=ana@northwind.test,            ana@northwind.test",
    "#ko_e=ana@northwind.test,                  ana@northwind.test",
    "?a=1#top&ko_e=ana@northwind.test,          ana@northwind.test",
    "&ko_e=ana@northwind.test,                  ana@northwind.test",
    "?utm_id=YW5hQG5vcnRod2luZC50ZXN0,          ana@northwind.test",
    "?utm_id=YW5hQG5vcnRod2luZC50ZXN0&ko_e=b@c.test, b@c.test",
    "?utm_id=YW5hQG5vcnRod2luZC50ZXN0&ko_e=x,   ana@northwind.test"
  })
  void read_address_isFoundAndTakenOut(String query, String email) {
    LinkParameters read = LinkParameters.read(SITE + query);

    assertThat(read.email()).contains(email);
    assertThat(read.strippedUrl()).doesNotContain("ko_e", "utm_id", "@", "%40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana",
        "ana@",
        "@northwind.test",
        "ana@northwind",
        "ana@@northwind.test",
        "ana@north..test",
        "ana+b+c@northwind.test x",
        "an+na+x@northwind.test",
        "{{contact.email}}",
        "%7B%7Bcontact.email%7D%7D",
        "*|EMAIL|*",
        "ana%00@northwind.test",
        "ana%",
        "%zz",
        "%FF%FE@x.test%"
      })
  void read_noAddress_isNobodyButTakenOut(String value) {
    LinkParameters read = LinkParameters.read(SITE + "?a=1&ko_e=" + value);

    assertThat(read.email()).isEmpty();
    assertThat(read.strippedUrl()).isEqualTo(SITE + "?a=1");
  }

  @Test
  void read_addressLongerThanAny_isNobody() {
    String domain = "@" + "north.".repeat(30) + "test";
    String longest = "a".repeat(EmailAddress.LENGTH_MAX - domain.length() - 10) + domain;

    assertThat(LinkParameters.read("?ko_e=" + "b".repeat(64) + domain).email()).isPresent();
    assertThat(LinkParameters.read("?ko_e=" + longest).email()).isPresent();
    assertThat(LinkParameters.read("?ko_e=ana@" + "north.".repeat(50) + "test").email()).isEmpty();
    assertThat(LinkParameters.read("?ko_e=" + "b".repeat(65) + domain).email()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana@northwind.test", // 18 bytes, no padding
        "anna@northwind.test", // one =
        "annie@northwind.test", // two =
        "ana+x@northwind.test",
        "~~~???@x.test", // has + and / in the standard alphabet
        "Ana@Northwind.Test"
      })
  void read_addressInBase64_isFoundInAnyForm(String email) {
    String standard = Base64.getEncoder().encodeToString(email.getBytes(UTF_8));
    String urlSafe = Base64.getUrlEncoder().encodeToString(email.getBytes(UTF_8));
    for (String id : new String[] {standard, urlSafe}) {
      assertHidden(id, email);
      assertHidden(id.replace("=", ""), email);
      assertHidden(id.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"), email);
    }
  }

  private static void assertHidden(String id, String email) {
    LinkParameters read = LinkParameters.read(SITE + "?utm_source=hubspot&utm_id=" + id);
    assertThat(read.email()).as(id).contains(email.toLowerCase(Locale.ROOT));
    assertThat(read.strippedUrl()).as(id).isEqualTo(SITE + "?utm_source=hubspot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "spring", "abc.123", "ana@northwind.test", "AAAA", "//79", "====", "a"})
  void read_ordinaryId_staysInTheUrl(String id) {
    String url = SITE + "?utm_id=" + id + "&b=2";
    LinkParameters read = LinkParameters.read(url);

    assertThat(read.email()).isEmpty();
    assertThat(read.strippedUrl()).isSameAs(url);
  }

  @ParameterizedTest
  @CsvSource({"hs, hs", "apl, apl", "unknown-one, unknown-one", "a%20b, a b"})
  void read_sender_isKeptAsItIs(String value, String code) {
    LinkParameters read = LinkParameters.read(SITE + "?k_is=" + value + "&k_is=second");

    assertThat(read.source()).contains(code);
    assertThat(read.strippedUrl()).isEqualTo(SITE);
  }

  @Test
  void read_senderThatIsNone_isAbsent() {
    assertThat(LinkParameters.read("?k_is=").source()).isEmpty();
    assertThat(LinkParameters.read("?k_is=" + "x".repeat(257)).source()).isEmpty();
    assertThat(LinkParameters.read("?k_is=" + "x".repeat(256)).source()).isPresent();
  }

  @Test
  void read_traits_areDecodedAndTheFirstOfEachNameCounts() {
    LinkParameters read =
        LinkParameters.read(
            SITE
                + "?ko_trait_plan=team&ko_trait_Job%20Title=VP+%26+CTO&ko_trait_plan=free"
                + "&ko_trait_=x&ko_trait_note=a=b%00&a=1#/x?ko_trait_city=%E6%9D%B1%E4%BA%AC");

    assertThat(read.traits())
        .isEqualTo(
            Map.of("plan", "team", "Job Title", "VP & CTO", "note", "a=b\ufffd", "city", "東京"));
    assertThat(read.strippedUrl()).isEqualTo(SITE + "?a=1#/x");
  }

  @Test
  void read_traitsBeyondTheLimits_areOnlyTakenOut() {
    StringBuilder url = new StringBuilder(SITE + "?a=1");
    for (int i = 0; i <= LinkParameters.TRAITS_MAX; i++) {
      url.append("&ko_trait_t").append(i).append("=v");
    }
    LinkParameters read = LinkParameters.read(url.toString());
    assertThat(read.traits()).hasSize(LinkParameters.TRAITS_MAX).doesNotContainKey("t50");
    assertThat(read.strippedUrl()).isEqualTo(SITE + "?a=1");

    String longest = "v".repeat(LinkParameters.VALUE_CHARS_MAX);
    String name = "n".repeat(LinkParameters.NAME_CHARS_MAX);
    assertThat(LinkParameters.read("?ko_trait_" + name + "=" + longest).traits()).hasSize(1);
    assertThat(LinkParameters.read("?ko_trait_" + name + "=" + longest + "v").traits()).isEmpty();
    assertThat(LinkParameters.read("?ko_trait_" + name + "n=v").traits()).isEmpty();
  }

  @Test
  void read_anyOtherUrl_saysNothing() {
    LinkParameters read = LinkParameters.read(SITE + "?utm_source=x#top");

    assertThat(read)
        .isEqualTo(
            new LinkParameters(
                Optional.empty(), Optional.empty(), Map.of(), SITE + "?utm_source=x#top"));
  }

  @ParameterizedTest
  @CsvSource({
    "?ko_e=a@b.test,                       ''",
    "?ko_e=a@b.test&x=1,                   ?x=1",
    "?x=1&ko_e=a@b.test,                   ?x=1",
    "?x=1&ko_e=a@b.test&y=2,               ?x=1&y=2",
    "?ko_e=a@b.test#top,                   #top",
    "?ko_e=a@b.test&x=1#top,               ?x=1#top",
    "#ko_e=a@b.test,                       ''",
    "#/p?ko_e=a@b.test,                    #/p",
    "?x=1#/p?ko_e=a@b.test&y=2,            ?x=1#/p?y=2",
    "?ko_e=a@b.test&ko_trait_x=1&k_is=hs,  ''",
    "?ko_e=a@b.test&,                      ?",
    "?&&x=%zz&&ko_e=a@b.test&&y=+%2B%2f,   ?&&x=%zz&&&y=+%2B%2f",
    "ko_e=a@b.test&x=1,                    x=1",
    "x=1&ko_e=a@b.test,                    x=1",
    "/p&ko_e=a@b.test,                     /p",
    "?next=/a?ko_e=a@b.test&x=1,           ?next=/a?x=1"
  })
  void strip_linkParameters_leavesTheRestAsItWas(String text, String rest) {
    assertThat(LinkParameters.strip(text)).isEqualTo(rest);
    assertThat(LinkParameters.strip("https://acme.test/p" + text))
        .isEqualTo("https://acme.test/p" + (text.startsWith("ko_e") ? text : rest));
  }

  @ParameterizedTest
  @CsvSource({
    "?next=%2Fa%3Fko_e%3Da%2540b.test%26x%3D1&y=2,      ?next=%2Fa%3Fx%3D1&y=2",
    "?next=%2Fa%3fx%3D1%26ko_e%3da%40b.test%23top,      ?next=%2Fa%3fx%3D1%23top",
    "?next=%2Fa%3Fko_e=a@b.test,                        ?next=%2Fa",
    "?next=%2Fa%3Futm_id%3DYW5hQG5vcnRod2luZC50ZXN0,    ?next=%2Fa",
    "?next=%2Fa%3Futm_id%3Dspring,                      ?next=%2Fa%3Futm_id%3Dspring",
    "?n=%2Fa%3Fm%3D%252Fb%253Fko_e%253Da%252540b.test%2526x%253D1,"
        + " ?n=%2Fa%3Fm%3D%252Fb%253Fx%253D1",
    "https%3A%2F%2Facme.test%2F%3Fko_e%3Da%40b.test,    https%3A%2F%2Facme.test%2F",
    "?ko_trait_company=Ben%26ko_e%3Dx,                  ''",
    "?k_is%3D1%26ko_trait_x%26y=1,                      ''"
  })
  void strip_urlInsideAUrl_isStrippedToo(String text, String rest) {
    assertThat(LinkParameters.strip(text)).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "#",
        "ko_e",
        "k_is",
        "?ko_e",
        "a note about ko_e and k_is: 100% sure",
        "https://acme.test/?xko_e=1&ko_ex=2&ko_trait=3&my_k_is=4",
        "https://acme.test/ko_e=1/p",
        "https://acme.test/?email=ana@northwind.test",
        "https://acme.test/?utm_source=a%20b&utm_campaign=%3F%26%23",
        "mailto:ana@northwind.test"
      })
  void strip_nothingToTakeOut_isTheSameObject(String text) {
    assertThat(LinkParameters.strip(text)).isSameAs(text);
  }
}
