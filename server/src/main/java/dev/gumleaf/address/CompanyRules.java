package dev.gumleaf.address;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.model.CompanyMatch;
import dev.gumleaf.model.Confidence;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.NetworkKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what kind of network an address is in, and whether what the databases say names a
 * company.
 *
 * <p>A wrong company costs more trust than a missed one. So what hides people counts before
 * anything else, then what is said of the address itself; and where only the surroundings are
 * known, the first of them that looks shared decides.
 */
final class CompanyRules {
  /** Shorter names are parts of too many others. */
  private static final int NAME_MIN = 3;

  /** Where providers have their names: {@code .net}, {@code .net.au}, {@code .ne.jp}. */
  private static final Pattern PROVIDERS = Pattern.compile("\\.(net(\\.[a-z]{2})?|ne\\.jp)$");

  private final DomainReader domains;
  private final NetworkWords words = new NetworkWords();

  CompanyRules(DomainReader domains) {
    this.domains = domains;
  }

  Optional<NetworkKind> findKind(NetworkRecord record) {
    NetworkKind said = NetworkRecord.first(record.hidden(), record.kind());
    return said == null ? findKindBySurroundings(record) : Optional.of(said);
  }

  private Optional<NetworkKind> findKindBySurroundings(NetworkRecord record) {
    List<NetworkKind> hints =
        Stream.of(
                Optional.ofNullable(record.connection()),
                Optional.ofNullable(record.asKind()),
                Optional.ofNullable(record.name()).flatMap(words::findByName),
                findHiding(record.provider()),
                findHiding(record.asOrganization()),
                findDomain(record.domain())
                    .or(() -> findDomain(record.asDomain()))
                    .flatMap(words::findByDomain))
            .flatMap(Optional::stream)
            .toList();
    Optional<NetworkKind> shared = hints.stream().filter(NetworkKind::isShared).findFirst();
    return shared.or(() -> hints.stream().findFirst());
  }

  /**
   * What hides people, by the name of who runs the network around the address. That it gives access
   * to others tells nothing: every office is somebody's customer.
   */
  private Optional<NetworkKind> findHiding(@Nullable String name) {
    return Optional.ofNullable(name).flatMap(words::findByName).filter(CompanyRules::isHiding);
  }

  private static boolean isHiding(NetworkKind kind) {
    return switch (kind) {
      case HOSTING, PROXY, VPN, TOR -> true;
      case BUSINESS, GOVERNMENT, EDUCATION, RESIDENTIAL, MOBILE, ISP -> false;
    };
  }

  /**
   * The company, if there is one.
   *
   * @param kind what {@link #findKind} found; null for nothing
   */
  Optional<CompanyMatch> findCompany(NetworkRecord record, @Nullable NetworkKind kind) {
    if (kind != null && kind.isShared()) {
      return Optional.empty();
    }
    return findDomain(record.domain())
        .filter(domain -> !isProviders(domain, record))
        .map(domain ->
            new CompanyMatch(
                domain, ofAddress(domain, kind), "company database: domain field, " + type(kind)))
        .or(() -> findOwner(record));
  }

  /** Who owns a whole network may lend parts of it to others, and a provider does nothing else. */
  private Optional<CompanyMatch> findOwner(NetworkRecord record) {
    NetworkKind kind = record.asKind();
    boolean isProvider =
        Stream.of(
                Optional.ofNullable(kind),
                Optional.ofNullable(record.asOrganization()).flatMap(words::findByName))
            .flatMap(Optional::stream)
            .anyMatch(NetworkKind::isShared);
    if (isProvider) {
      return Optional.empty();
    }
    return findDomain(record.asDomain())
        .filter(domain -> words.findByDomain(domain).isEmpty())
        .map(domain ->
            new CompanyMatch(
                domain,
                kind == NetworkKind.BUSINESS ? Confidence.MEDIUM : Confidence.LOW,
                "network database: owner's domain, " + type(kind)));
  }

  private static String type(@Nullable NetworkKind kind) {
    return "type " + (kind == null ? "unknown" : kind.word());
  }

  /**
   * Whether a domain is known as a provider's, or has the provider's name and not its customer's:
   * databases made from reverse DNS give those to customers without names of their own.
   */
  private boolean isProviders(Domain domain, NetworkRecord record) {
    if (words.findByDomain(domain).isPresent()) {
      return true;
    }
    String name = letters(domain.value().substring(0, domain.value().indexOf('.')));
    return name.length() >= NAME_MIN
        && letters(record.provider()).contains(name)
        && !letters(record.organization()).contains(name);
  }

  private static String letters(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /**
   * Students and guests use a university's addresses, and are not its staff. And most of the names
   * that reverse DNS has under {@code .net} are those of providers.
   */
  private static Confidence ofAddress(Domain domain, @Nullable NetworkKind kind) {
    return switch (kind) {
      case BUSINESS -> Confidence.HIGH;
      case GOVERNMENT -> Confidence.MEDIUM;
      case null -> PROVIDERS.matcher(domain.value()).find() ? Confidence.LOW : Confidence.MEDIUM;
      case EDUCATION, RESIDENTIAL, MOBILE, ISP, HOSTING, PROXY, VPN, TOR -> Confidence.LOW;
    };
  }

  private Optional<Domain> findDomain(@Nullable String text) {
    return text != null && domains.read(text) instanceof DomainResult.Ok(Domain domain)
        ? Optional.of(domain)
        : Optional.empty();
  }
}
