package dev.gumleaf.address;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.model.CompanyMatch;
import dev.gumleaf.model.Confidence;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** One line of the operator's list. */
record CompanyRow(Prefix network, CompanyMatch company, long line) {

  /** Reads lines and collects what is wrong with them. What stands in a bad one is not repeated. */
  record Reader(DomainReader domains, List<String> problems) {
    private static final List<String> HEAD = List.of("cidr", "domain", "confidence");

    /** The row of a line; empty if it is the head or a bad one. */
    Optional<CompanyRow> read(CSVRecord record, long line) {
      if (record.getRecordNumber() == 1 && record.get(0).equalsIgnoreCase(HEAD.getFirst())) {
        if (!isHead(record.toList())) {
          problems.add(
              "line " + line + ": the columns must be cidr,domain or cidr,domain,confidence");
        }
        return Optional.empty();
      }
      try {
        return Optional.of(row(record, line));
      } catch (IllegalArgumentException bad) {
        problems.add("line " + line + ": " + bad.getMessage());
        return Optional.empty();
      }
    }

    private static boolean isHead(List<String> cells) {
      List<String> names = cells.stream().map(String::toLowerCase).toList();
      return names.equals(HEAD) || names.equals(HEAD.subList(0, 2));
    }

    private CompanyRow row(CSVRecord record, long line) {
      if (record.size() < 2 || record.size() > HEAD.size()) {
        throw new IllegalArgumentException("it has %d columns".formatted(record.size()));
      }
      Network network = Network.parse(record.get(0));
      Confidence confidence =
          record.size() < HEAD.size() ? Confidence.HIGH : confidence(record.get(2));
      return switch (domains.read(record.get(1))) {
        case DomainResult.Ok ok ->
            new CompanyRow(
                network.prefix(),
                new CompanyMatch(ok.domain(), confidence, "company list: " + network.text()),
                line);
        case DomainResult.Refused refused -> throw new IllegalArgumentException(refused.detail());
      };
    }

    private static Confidence confidence(String text) {
      return text.isEmpty()
          ? Confidence.HIGH
          : Arrays.stream(Confidence.values())
              .filter(each -> each.word().equalsIgnoreCase(text))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("the confidence is not high, medium or low"));
    }
  }

  /** A network and its usual notation. */
  private record Network(Prefix prefix, String text) {
    private static final String FORM = "not a network such as 203.0.113.0/24 or 2001:db8::/32";

    static Network parse(String cidr) {
      int slash = cidr.indexOf('/');
      InetAddress address =
          PublicAddress.find(slash < 0 ? cidr : cidr.substring(0, slash))
              .orElseThrow(() -> new IllegalArgumentException(FORM));
      int most = address instanceof Inet4Address ? Integer.SIZE : Prefix.BITS_MAX;
      int bits = slash < 0 ? most : bits(cidr.substring(slash + 1), most);
      Prefix prefix = Prefix.of(address, Prefix.BITS_MAX - most + bits);
      if (!prefix.beginsAt(address)) {
        throw new IllegalArgumentException("the address has bits behind its first " + bits);
      }
      return new Network(prefix, address.getHostAddress() + "/" + bits);
    }

    private static int bits(String text, int most) {
      boolean isNumber = text.matches("\\d{1,3}");
      int bits = isNumber ? Integer.parseInt(text) : -1;
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException(FORM);
      }
      return bits;
    }
  }
}
