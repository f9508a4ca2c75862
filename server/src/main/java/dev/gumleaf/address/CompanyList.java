package dev.gumleaf.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.CompanyMatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The operator's own list of networks and the domains of their companies; the smallest network
 * around an address counts. Immutable.
 */
final class CompanyList {
  /** About 120 MB in memory; longer lists are databases. */
  static final int ROWS_MAX = 500_000;

  private static final long BYTES_MAX = 64L << 20;

  /** Bad lines that are told; nobody reads more at once. */
  private static final int PROBLEMS_SHOWN = 10;

  private static final CSVFormat FORM =
      CSVFormat.DEFAULT.builder().setCommentMarker('#').setTrim(true).get();

  private final Map<Prefix, CompanyRow> rows = new HashMap<>();
  private final List<Integer> lengths;

  private CompanyList(List<CompanyRow> read, List<String> problems) {
    for (CompanyRow row : read) {
      CompanyRow earlier = rows.putIfAbsent(row.network(), row);
      if (earlier != null && !earlier.company().equals(row.company())) {
        problems.add("line %d has the network of line %d".formatted(row.line(), earlier.line()));
      }
    }
    lengths =
        rows.keySet().stream()
            .map(Prefix::bits)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
  }

  /**
   * Reads a list: {@code cidr,domain[,confidence]}, with or without that line at its head.
   *
   * @throws IOException if it cannot be read or has a bad line, all of them being told together
   */
  static CompanyList read(Path file, DomainReader domains) throws IOException {
    FileProblem.requireFile(file, BYTES_MAX);
    List<String> problems = new ArrayList<>();
    List<CompanyRow> rows = new ArrayList<>();
    try (BufferedReader text = Files.newBufferedReader(file, UTF_8);
        CSVParser parser = CSVParser.parse(withoutMark(text), FORM)) {
      CompanyRow.Reader reader = new CompanyRow.Reader(domains, problems);
      for (CSVRecord record : parser) {
        if (record.getRecordNumber() > ROWS_MAX) {
          throw new FileProblem(
              "it has more than %d rows, which would take too much memory; make it a MaxMind DB file"
                  .formatted(ROWS_MAX));
        }
        reader.read(record, parser.getCurrentLineNumber()).ifPresent(rows::add);
      }
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
    CompanyList list = new CompanyList(rows, problems);
    if (!problems.isEmpty()) {
      throw new FileProblem(told(problems));
    }
    return list;
  }

  /** Spreadsheets put U+FEFF in front of UTF-8. */
  private static BufferedReader withoutMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\ufeff') {
      text.reset();
    }
    return text;
  }

  private static String told(List<String> problems) {
    String shown =
        String.join("; ", problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size())));
    int more = problems.size() - PROBLEMS_SHOWN;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }

  Optional<CompanyMatch> find(InetAddress address) {
    int shortest = address instanceof Inet4Address ? Prefix.IPV4_AT : 0;
    for (int length : lengths) {
      if (length < shortest) {
        break;
      }
      @Nullable CompanyRow row = rows.get(Prefix.of(address, length));
      if (row != null) {
        return Optional.of(row.company());
      }
    }
    return Optional.empty();
  }
}
