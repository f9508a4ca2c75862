package dev.gumleaf.api;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.store.FirmographicStore.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one line of a file says about a company.
 *
 * @param number of the line in the file, from 1
 */
record FirmographicLine(long number, Domain domain, List<Statement> statements) {
  /** Attributes that one line states. */
  static final int ATTRIBUTES_MAX = 100;

  /** Characters of the name of an attribute. */
  static final int NAME_MAX = 100;

  /** Characters of one value. */
  static final int VALUE_MAX = 1_000;

  FirmographicLine {
    statements = List.copyOf(statements);
  }

  /** A line cannot be used; the message says why and repeats nothing that stands in it. */
  static final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    Problem(String text) {
      super(text);
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * A line from its values by the names of their attributes.
   *
   * @throws Problem if it cannot be used
   */
  static FirmographicLine of(
      long number, String domain, Map<TraitName, TraitValue> values, DomainReader domains)
      throws Problem {
    if (domain.isBlank()) {
      throw new Problem("it names no domain");
    }
    Domain read =
        switch (domains.read(domain.strip())) {
          case DomainResult.Ok(Domain found) -> found;
          case DomainResult.Refused refused -> throw new Problem(refused.detail());
        };
    if (values.isEmpty()) {
      throw new Problem("it says nothing about the company");
    }
    if (values.size() > ATTRIBUTES_MAX) {
      throw new Problem("it states more than " + ATTRIBUTES_MAX + " attributes");
    }
    List<Statement> statements = new ArrayList<>();
    for (Map.Entry<TraitName, TraitValue> each : values.entrySet()) {
      if (each.getValue().json().length() > VALUE_MAX) {
        throw new Problem("a value has more than " + VALUE_MAX + " characters");
      }
      statements.add(new Statement(read, each.getKey(), each.getValue()));
    }
    return new FirmographicLine(number, read, statements);
  }

  /**
   * The attribute of a column or member; spaces count as underscores, so that people's headings and
   * programs' names are one.
   *
   * @throws Problem if it is none
   */
  static TraitName name(String spelling) throws Problem {
    String name = PlainText.of(spelling.strip()).replaceAll("\\s+", "_");
    if (name.isEmpty() || name.length() > NAME_MAX) {
      throw new Problem("an attribute has a name of 1 to " + NAME_MAX + " characters");
    }
    return TraitName.of(name);
  }
}
