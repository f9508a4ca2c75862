package dev.gumleaf.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.CompanyMatch;
import dev.gumleaf.model.Confidence;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyListTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "203.0.113.1, wide.test",
    "203.0.113.65, narrow.test",
    "203.0.113.77, one.test",
    "203.0.113.78, narrow.test",
    "203.0.114.1, ''",
    "2001:db8::1, six.test",
    "2001:db8:0:5::1, deep.test",
    "2001:db8:0:5:0:0:0:9, six-one.test",
    "2001:db9::1, all.test",
    "198.51.100.1, ''",
  })
  void find_severalNetworksAroundAnAddress_smallestCounts(String address, String domain)
      throws IOException {
    CompanyList list =
        read(
            """
            cidr,domain
            ::/0,all.test
            203.0.113.0/24,wide.test
            203.0.113.77,one.test
            203.0.113.64/26,narrow.test
            2001:db8::/32,six.test
            2001:db8:0:5::/64,deep.test
            2001:db8:0:5::9/128,six-one.test
            """);
    assertThat(domain(list, address)).isEqualTo(domain);
  }

  @Test
  void read_columnsCommentsAndQuotes_areUnderstood() throws IOException {
    CompanyList list =
        read(
            """
            \ufeffCIDR, Domain ,confidence\r
            # our customers\r
            \r
            "203.0.113.0/28", https://www.acme.test/ , Low\r
            203.0.113.16/28,acme.test,\r
            203.0.113.16/28,acme.test\r
            0.0.0.0/0,rest.test,medium\
            """);
    assertThat(list.find(InetAddress.ofLiteral("203.0.113.3")).map(CompanyMatch::confidence))
        .contains(Confidence.LOW);
    assertThat(list.find(InetAddress.ofLiteral("203.0.113.17")).map(CompanyMatch::confidence))
        .contains(Confidence.HIGH);
    assertThat(list.find(InetAddress.ofLiteral("198.51.100.1")).map(CompanyMatch::reason))
        .contains("company list: 0.0.0.0/0");
    assertThat(domain(list, "203.0.113.3")).isEqualTo("acme.test");
  }

  @Test
  void read_withoutHeadOrRows_isFine() throws IOException {
    assertThat(domain(read("203.0.113.0/24,acme.test"), "203.0.113.1")).isEqualTo("acme.test");
    assertThat(domain(read(""), "203.0.113.1")).isEmpty();
    assertThat(domain(read("cidr,domain\n"), "203.0.113.1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.0/33,acme.test | not a network",
        "203.0.113.0/x,acme.test | not a network",
        "203.0.113/24,acme.test | not a network",
        "acme.test,203.0.113.0/24 | not a network",
        "::ffff:203.0.113.0/120,acme.test | not a network",
        "203.0.113.9/24,acme.test | bits behind its first 24",
        "2001:db8::1/64,acme.test | bits behind its first 64",
        "203.0.113.0/24 | it has 1 columns",
        "203.0.113.0/24,acme.test,high,x | it has 4 columns",
        "203.0.113.0/24,acme.test,sure | the confidence is not high, medium or low",
        "203.0.113.0/24,gmail.com | mailbox provider",
        "203.0.113.0/24,acme | single label",
        "203.0.113.0/24, | not a company's web domain",
        "192.0.2.0/24,other.test | line 3 has the network of line 2",
      })
  void read_badLine_refusesTheFileWithItsNumber(String line, String problem) {
    assertThatThrownBy(() -> read("cidr,domain\n192.0.2.0/24,acme.test\n" + line + "\n"))
        .isInstanceOf(FileProblem.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining(problem);
  }

  @Test
  void read_manyBadLines_areToldUpToTen() {
    assertThatThrownBy(() -> read("cidr,domain\n" + "x,acme.test\n".repeat(12)))
        .hasMessageStartingWith("line 2: not a network")
        .hasMessageContaining("line 11: ")
        .hasMessageEndingWith("; and 2 more");
  }

  @Test
  void read_otherHead_isRefused() {
    assertThatThrownBy(() -> read("cidr,company\n"))
        .hasMessage("line 1: the columns must be cidr,domain or cidr,domain,confidence");
  }

  @Test
  void read_unclosedQuoteOrOtherBytes_isRefused() throws IOException {
    assertThatThrownBy(() -> read("203.0.113.0/24,\"acme.test\n")).isInstanceOf(IOException.class);
    Path latin = directory.resolve("latin.csv");
    Files.write(latin, "203.0.113.0/24,m\u00fcller.test".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CompanyList.read(latin, new DomainReader()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void read_mostRowsAndOneMore_isTakenAndRefused() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < CompanyList.ROWS_MAX; i++) {
      rows.append("11.%d.%d.%d,acme.test\n".formatted(i >> 16, i >> 8 & 255, i & 255));
    }
    assertThat(domain(read(rows.toString()), "11.7.161.31")).isEqualTo("acme.test");
    rows.append("192.0.2.1,acme.test\n");
    assertThatThrownBy(() -> read(rows.toString())).hasMessageContaining("more than 500000 rows");
  }

  private CompanyList read(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("list.csv"), text);
    return CompanyList.read(file, new DomainReader());
  }

  private static String domain(CompanyList list, String address) {
    Optional<CompanyMatch> match = list.find(InetAddress.ofLiteral(address));
    return match.map(found -> found.domain().value()).orElse("");
  }
}
