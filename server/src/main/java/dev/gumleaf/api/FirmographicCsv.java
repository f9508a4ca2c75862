package dev.gumleaf.api;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads firmographics from CSV as in RFC 4180: a head with {@code domain} and attributes, then a
 * line for each company. A cell is a number or true or false if it looks like one, a list if it has
 * a semicolon, else a text; an empty one says nothing.
 */
final class FirmographicCsv {
  private static final CSVFormat FORM = CSVFormat.DEFAULT.builder().setTrim(true).get();

  private static final String DOMAIN = "domain";

  /** As JSON has numbers; what begins with a needless 0 is a code. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,30})?");

  private final List<@Nullable TraitName> head;
  private final DomainReader domains;

  private FirmographicCsv(List<@Nullable TraitName> head, DomainReader domains) {
    this.head = head;
    this.domains = domains;
  }

  /** Reads a text; broken quotes end it, with what was read until there. */
  static void read(String text, DomainReader domains, FirmographicFile.Collector lines) {
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORM)) {
      FirmographicCsv reader = null;
      Iterator<CSVRecord> records = parser.iterator();
      long last = 0;
      while (hasNext(records, last + 1, lines)) {
        CSVRecord record = records.next();
        long number = parser.getCurrentLineNumber();
        last = number;
        if (reader == null) {
          reader = new FirmographicCsv(head(record), domains);
        } else {
          FirmographicCsv known = reader;
          lines.add(number, () -> known.line(number, record));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text can be read to its end", e);
    }
  }

  private static boolean hasNext(
      Iterator<CSVRecord> records, long number, FirmographicFile.Collector lines) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        lines.add(
            number,
            () -> {
              throw new FirmographicLine.Problem(
                  "its quotes are broken, and nothing behind it was read");
            });
        return false;
      }
      throw e;
    }
  }

  /** The attributes of the columns; null for the domain. */
  private static List<@Nullable TraitName> head(CSVRecord record) {
    List<@Nullable TraitName> head = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String cell : record) {
      TraitName name = column(cell);
      if (!seen.add(name.value())) {
        throw bad("its head names a column twice");
      }
      head.add(name.value().equals(DOMAIN) ? null : name);
    }
    if (!seen.contains(DOMAIN)) {
      throw bad("its head has no column named domain");
    }
    if (head.size() < 2 || head.size() > FirmographicLine.ATTRIBUTES_MAX + 1) {
      throw bad("its head has 1 to %d attributes".formatted(FirmographicLine.ATTRIBUTES_MAX));
    }
    return head;
  }

  private static TraitName column(String cell) {
    try {
      return FirmographicLine.name(cell);
    } catch (FirmographicLine.Problem problem) {
      throw bad("its head cannot be read: " + problem.text());
    }
  }

  private static ApiException bad(String what) {
    return new ApiException(ErrorCode.BAD_REQUEST, "the file cannot be used: " + what);
  }

  private FirmographicLine line(long number, CSVRecord record) throws FirmographicLine.Problem {
    if (record.size() != head.size()) {
      throw new FirmographicLine.Problem(
          "it has %d columns, and the head has %d".formatted(record.size(), head.size()));
    }
    String domain = "";
    Map<TraitName, TraitValue> values = new LinkedHashMap<>();
    for (int i = 0; i < record.size(); i++) {
      TraitName name = head.get(i);
      String cell = PlainText.of(record.get(i));
      if (name == null) {
        domain = cell;
      } else if (!cell.isEmpty()) {
        values.put(name, value(cell));
      }
    }
    return FirmographicLine.of(number, domain, values, domains);
  }

  private static TraitValue value(String cell) {
    if (NUMBER.matcher(cell).matches()) {
      return new TraitValue.Numeric(cell);
    }
    if (cell.indexOf(';') >= 0) {
      return new TraitValue.Composite(
          Arrays.stream(cell.split(";", -1))
              .map(String::strip)
              .filter(part -> !part.isEmpty())
              .distinct()
              .map(JsonText::quote)
              .collect(Collectors.joining(",", "[", "]")));
    }
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "true" -> new TraitValue.Flag(true);
      case "false" -> new TraitValue.Flag(false);
      default -> new TraitValue.Text(cell);
    };
  }
}
