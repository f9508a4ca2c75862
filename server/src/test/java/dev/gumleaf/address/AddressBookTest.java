package dev.gumleaf.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AddressFacts;
import dev.gumleaf.model.CompanyMatch;
import dev.gumleaf.model.Confidence;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.NetworkKind;
import dev.gumleaf.model.Place;
import dev.gumleaf.testing.MmdbWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBookTest {
  private static final String OFFICE = "203.0.113.0/24";
  private static final String IN_OFFICE = "203.0.113.7";
  private static final Map<String, Object> ACME =
      Map.of("name", "Acme Inc.", "domain", "acme.test", "type", "business");

  @TempDir Path directory;
  private final Map<AddressFile, Path> files = new EnumMap<>(AddressFile.class);

  @Test
  void find_officeAddress_givesItsCompanyWithReason() {
    given(AddressFile.COMPANY, new MmdbWriter().with(OFFICE, ACME));
    AddressFacts facts = find(IN_OFFICE);
    assertThat(facts.company())
        .contains(
            new CompanyMatch(
                new Domain("acme.test"),
                Confidence.HIGH,
                "company database: domain field, type business"));
    assertThat(facts.network()).contains(NetworkKind.BUSINESS);
    assertThat(facts.organization()).contains("Acme Inc.");
    assertThat(facts.place()).isEmpty();
    assertThat(find("203.0.114.7")).isEqualTo(AddressFacts.NONE);
  }

  @ParameterizedTest
  @CsvSource({"4, 24", "4, 28", "4, 32", "6, 24", "6, 28", "6, 32"})
  void find_everyShapeOfTheTree_isRead(int ipVersion, int recordBits) {
    MmdbWriter writer = new MmdbWriter(ipVersion, recordBits).with(OFFICE, ACME);
    if (ipVersion == 6) {
      writer.with("2001:db8:7::/48", Map.of("domain", "six.test"));
    }
    given(AddressFile.COMPANY, writer);
    assertThat(domain(IN_OFFICE)).isEqualTo("acme.test");
    assertThat(domain("::ffff:203.0.113.7")).isEqualTo("acme.test");
    assertThat(domain("2001:db8:7::1")).isEqualTo(ipVersion == 6 ? "six.test" : "");
    // The first 32 bits are those of the office.
    assertThat(domain("cb00:7107::")).isEmpty();
  }

  /** Records as publishers write them, where they are put, and what they come to. */
  static Stream<Case> cases() {
    String business = "acme.test HIGH company database: domain field, type business";
    String unknown = "acme.test MEDIUM company database: domain field, type unknown";
    String low = "acme.net LOW company database: domain field, type unknown";
    String government = "acme.test MEDIUM company database: domain field, type government";
    String education = "acme.test LOW company database: domain field, type education";
    String owner = "acme.test MEDIUM network database: owner's domain, type business";
    String anyOwner = "acme.test LOW network database: owner's domain, type unknown";
    AddressFile company = AddressFile.COMPANY;
    AddressFile asn = AddressFile.ASN;
    return Stream.of(
        new Case("GeoIP2 Enterprise: business", company, traits("user_type", "business"), business),
        new Case("corporate line", company, traits("connection_type", "Corporate"), business),
        new Case("home", company, traits("user_type", "residential"), ""),
        new Case("home line", company, traits("connection_type", "Cable/DSL"), ""),
        new Case("phone", company, traits("connection_type", "Cellular"), ""),
        new Case("ministry", company, traits("user_type", "government"), government),
        new Case("college", company, traits("user_type", "college"), education),
        new Case("crawler", company, traits("user_type", "search_engine_spider"), ""),
        new Case(
            "business on a home line",
            company,
            traits("user_type", "business", "connection_type", "Cable/DSL", "isp", "Big Cable"),
            business),
        new Case(
            "corporate line of a hoster",
            company,
            traits("connection_type", "Corporate", "organization", "Acme Hosting Ltd"),
            ""),
        new Case("DB-IP: provider by its name", company, traits("isp", "Northern Telecoms AB"), ""),
        new Case(
            "customer of that provider",
            company,
            traits("isp", "Northern Telecoms AB", "organization", "Acme"),
            unknown),
        new Case(
            "machine at a hoster",
            company,
            traits("isp", "Hetzner Online GmbH", "organization", "Acme"),
            ""),
        new Case(
            "machine in a hoster's network",
            company,
            traits("autonomous_system_organization", "Amazon.com, Inc.", "organization", "Acme"),
            ""),
        new Case(
            "business with a line of a hoster",
            company,
            traits("user_type", "business", "isp", "Acme Hosting", "organization", "Acme"),
            business),
        new Case("GeoIP2 Domain", company, Map.of("domain", "acme.test"), unknown),
        new Case("customer of a provider", company, Map.of("domain", "comcast.net"), ""),
        new Case("name under .net", company, Map.of("domain", "acme.net"), low),
        new Case(
            "business with its provider's domain",
            company,
            traits("user_type", "business", "organization", "Northwind", "isp", "Acme Net AB"),
            ""),
        new Case(
            "business with a provider's domain",
            company,
            Map.of("domain", "comcastbusiness.net", "type", "business"),
            ""),
        new Case(
            "business that is its own provider",
            company,
            traits("user_type", "business", "organization", "Acme Inc", "isp", "Acme Inc"),
            business),
        new Case("IPinfo company: business", company, ACME, business),
        new Case("provider", company, Map.of("domain", "acme.test", "type", "isp"), ""),
        new Case("hoster", company, Map.of("domain", "acme.test", "type", "hosting"), ""),
        new Case(
            "business in a provider's system",
            company,
            Map.of("domain", "acme.test", "type", "business", "as_type", "isp"),
            business),
        new Case("IPinfo ASN: business", asn, ACME, owner),
        new Case(
            "business in a network of an owner of unknown kind",
            company,
            Map.of("type", "business", "as_domain", "acme.test"),
            anyOwner),
        new Case(
            "business in a provider's network",
            company,
            Map.of("type", "business", "as_domain", "acme.test", "as_type", "isp"),
            ""),
        new Case(
            "business in the network of a provider by its name",
            company,
            Map.of("type", "business", "as_domain", "acme.test", "as_name", "Acme Telecom"),
            ""),
        new Case("provider", asn, Map.of("domain", "acme.test", "type", "isp"), ""),
        new Case("IPinfo lite", asn, Map.of("as_name", "Acme", "as_domain", "acme.test"), anyOwner),
        new Case("GeoLite2 ASN", asn, Map.of("autonomous_system_organization", "Acme"), ""),
        new Case("mailboxes", company, Map.of("domain", "gmail.com"), ""),
        new Case("public suffix", company, Map.of("domain", "co.uk"), ""),
        new Case(
            "fields of wrong types",
            company,
            Map.of("domain", 7L, "type", true, "traits", "none", "country", 1.5, "city", List.of()),
            ""));
  }

  record Case(String name, AddressFile file, Map<String, ?> record, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Map<String, Object> traits(String... fields) {
    Map<String, Object> traits = new TreeMap<>(Map.of("domain", "acme.test"));
    for (int i = 0; i < fields.length; i += 2) {
      traits.put(fields[i], fields[i + 1]);
    }
    return Map.of("traits", traits);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void find_recordOfAPublisher_isJudgedByItsFields(Case each) {
    given(each.file(), new MmdbWriter().with(OFFICE, each.record()));
    assertThat(
            find(IN_OFFICE)
                .company()
                .map(match ->
                    match.domain().value() + " " + match.confidence() + " " + match.reason())
                .orElse(""))
        .isEqualTo(each.expected());
  }

  @ParameterizedTest
  @CsvSource({
    "is_anonymous_vpn, VPN",
    "is_hosting_provider, HOSTING",
    "is_public_proxy, PROXY",
    "is_residential_proxy, PROXY",
    "is_tor_exit_node, TOR",
    "hosting, HOSTING",
    "relay, VPN",
  })
  void find_whatHidesPeople_isNoCompanyWhateverElseIsKnown(String flag, NetworkKind kind) {
    given(AddressFile.COMPANY, new MmdbWriter().with(OFFICE, ACME));
    given(
        AddressFile.ANONYMOUS,
        new MmdbWriter()
            .with("203.0.113.0/25", Map.of("is_anonymous", true, flag, true))
            .with("203.0.113.128/26", Map.of(flag, "true"))
            .with("203.0.113.192/26", Map.of(flag, "")));
    for (String address : List.of(IN_OFFICE, "203.0.113.129")) {
      assertThat(find(address).company()).isEmpty();
      assertThat(find(address).network()).contains(kind);
      assertThat(find(address).organization()).contains("Acme Inc.");
    }
    assertThat(domain("203.0.113.200")).isEqualTo("acme.test");
  }

  @Test
  void find_residentialProxyThatHasNoFlag_isNoCompany() {
    given(AddressFile.COMPANY, new MmdbWriter().with(OFFICE, ACME));
    given(
        AddressFile.ANONYMOUS,
        new MmdbWriter().with(OFFICE, Map.of("provider_name", "p", "anonymizer_confidence", 82)));
    assertThat(find(IN_OFFICE).company()).isEmpty();
    assertThat(find(IN_OFFICE).network()).contains(NetworkKind.PROXY);
  }

  @Test
  void find_severalFiles_areTakenTogether() {
    given(AddressFile.COMPANY, new MmdbWriter().with(OFFICE, Map.of("domain", "acme.test")));
    given(
        AddressFile.ASN,
        new MmdbWriter()
            .with(OFFICE, Map.of("autonomous_system_organization", "City Broadband"))
            .with("203.0.113.128/25", Map.of("autonomous_system_organization", "Acme")));
    assertThat(find(IN_OFFICE).network()).contains(NetworkKind.ISP);
    assertThat(domain(IN_OFFICE)).isEmpty();
    assertThat(domain("203.0.113.200")).isEqualTo("acme.test");
  }

  @Test
  void find_databaseOfPlaces_givesThePlace() {
    Map<String, Object> bristol =
        Map.of(
            "country", Map.of("iso_code", "GB", "names", Map.of("en", "United Kingdom")),
            "subdivisions", List.of(Map.of("names", Map.of("en", "England"), "iso_code", "ENG")),
            "city", Map.of("names", Map.of("de", "Bristol")),
            "location", Map.of("latitude", 51.45, "longitude", -2.58));
    Map<String, Object> flat =
        Map.of("country_code", "de", "region", "Bavaria", "city", "Munich", "country", "Germany");
    given(
        AddressFile.CITY,
        new MmdbWriter()
            .with(OFFICE, bristol)
            .with("2001:db8::/32", flat)
            .with("198.51.100.0/24", Map.of("country", Map.of("iso_code", "Nowhere"))));
    given(
        AddressFile.COMPANY,
        new MmdbWriter()
            .with(OFFICE, Map.of("country", Map.of("iso_code", "FR")))
            .with("192.0.2.0/24", Map.of("country", "US")));
    assertThat(find(IN_OFFICE).place()).contains(new Place("GB", "England", "Bristol"));
    assertThat(find("2001:db8::5").place()).contains(new Place("DE", "Bavaria", "Munich"));
    assertThat(find("198.51.100.9").place()).isEmpty();
    assertThat(find("192.0.2.1").place()).as("the company's, not the address's").isEmpty();
  }

  @Test
  void find_operatorsList_outranksTheDatabases() throws IOException {
    given(AddressFile.COMPANY, new MmdbWriter().with(OFFICE, ACME));
    given(AddressFile.ANONYMOUS, new MmdbWriter().with(OFFICE, Map.of("is_anonymous_vpn", true)));
    files.put(
        AddressFile.CSV,
        Files.writeString(directory.resolve("own.csv"), "203.0.113.0/28,northwind.test\n"));
    AddressFacts facts = find(IN_OFFICE);
    assertThat(facts.company())
        .contains(
            new CompanyMatch(
                new Domain("northwind.test"), Confidence.HIGH, "company list: 203.0.113.0/28"));
    assertThat(facts.network()).contains(NetworkKind.VPN);
    assertThat(domain("203.0.113.99")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.9",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "::1",
        "::",
        "::7f00:1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fe80::1%1",
        "fd00::1",
        "ff02::1",
        "",
        " ",
        "1",
        "1.2",
        "...",
        ":::",
        "203.0.113.7:443",
        "203.0.113.7, 203.0.113.8",
        "203.0.113.256",
        "acme.test",
        "localhost",
        "\u0000",
      })
  void find_privateAddressOrOtherText_givesNothing(String text) {
    Map<String, Object> all = Map.of("domain", "acme.test", "country", Map.of("iso_code", "GB"));
    given(
        AddressFile.COMPANY,
        new MmdbWriter().with("::/1", all).with("8000::/1", all).with("203.0.113.7/32", all));
    assertThat(find(text)).isEqualTo(AddressFacts.NONE);
    assertThat(domain(" 203.0.113.7 ")).isEqualTo("acme.test");
  }

  @Test
  void find_anyText_neverThrows() {
    given(AddressFile.COMPANY, new MmdbWriter().with(OFFICE, ACME));
    AddressBook book = book();
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.append("0123456789abcdef.:%/[] \u0000\ud800".charAt(random.nextInt(25)));
      }
      assertThat(book.find(text.toString())).isNotNull();
    }
    assertThat(book.find("9".repeat(1_000_000))).isEqualTo(AddressFacts.NONE);
  }

  @Test
  void find_withoutFiles_givesNothing() {
    AddressBook book = book();
    book.refresh();
    assertThat(book.find("203.0.113.7")).isEqualTo(AddressFacts.NONE);
    assertThat(book.find(InetAddress.ofLiteral("2001:db8::1"))).isEqualTo(AddressFacts.NONE);
    assertThat(book.loadedAt()).isEmpty();
  }

  @Test
  void findCompany_lessSureThanAskedFor_isLeftOut() {
    given(AddressFile.COMPANY, new MmdbWriter().with(OFFICE, Map.of("domain", "acme.test")));
    AddressFacts facts = find(IN_OFFICE);
    assertThat(facts.findCompany(Confidence.HIGH)).isEmpty();
    assertThat(facts.findCompany(Confidence.MEDIUM)).isEqualTo(facts.company()).isPresent();
    assertThat(facts.findCompany(Confidence.LOW)).isPresent();
  }

  private void given(AddressFile file, MmdbWriter database) {
    files.put(file, database.writeTo(directory.resolve(file.word() + ".mmdb")));
  }

  private AddressBook book() {
    return new AddressBook(files, new DomainReader(), () -> Instant.EPOCH);
  }

  private AddressFacts find(String address) {
    return book().find(address);
  }

  private String domain(String address) {
    return find(address).company().map(match -> match.domain().value()).orElse("");
  }
}
