package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known about a network address. Nothing at all is a normal answer.
 *
 * @param organization the name of who uses the network, or of who runs it when that is not known
 */
public record AddressFacts(
    Optional<CompanyMatch> company,
    Optional<Place> place,
    Optional<NetworkKind> network,
    Optional<String> organization) {
  public static final AddressFacts NONE =
      new AddressFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public AddressFacts {
    requireNonNull(company, "company");
    requireNonNull(place, "place");
    requireNonNull(network, "network");
    requireNonNull(organization, "organization");
  }

  /** The company, if it is sure enough to make an account. */
  public Optional<CompanyMatch> findCompany(Confidence least) {
    return company.filter(match -> match.confidence().isAtLeast(least));
  }
}
