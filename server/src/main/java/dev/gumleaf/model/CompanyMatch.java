package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/**
 * The company that an address seems to belong to.
 *
 * @param reason what said so, for people, such as "company database: domain field, type business"
 */
public record CompanyMatch(Domain domain, Confidence confidence, String reason) {
  public CompanyMatch {
    requireNonNull(domain, "domain");
    requireNonNull(confidence, "confidence");
    requireNonNull(reason, "reason");
  }
}
