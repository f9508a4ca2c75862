package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Domain;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is held true about a company, whoever says so.
 *
 * @param imported whether it was imported by domain; else it is a trait
 * @param source what the import was called, or the source of the trait
 * @param domain for which it was said; another than the account's own after a merge
 */
public record AccountFact(
    TraitName name, TraitValue value, boolean imported, String source, Domain domain, Instant at) {
  public AccountFact {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    requireNonNull(source, "source");
    requireNonNull(domain, "domain");
    requireNonNull(at, "at");
  }

  /** The values of facts, by name. */
  public static Map<TraitName, TraitValue> values(Collection<AccountFact> facts) {
    Map<TraitName, TraitValue> values = new LinkedHashMap<>();
    facts.forEach(fact -> values.put(fact.name(), fact.value()));
    return values;
  }
}
