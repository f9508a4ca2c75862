package dev.gumleaf.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.net.InternetDomainName;
import dev.gumleaf.ingest.DomainResult.Ok;
import dev.gumleaf.ingest.DomainResult.Refused;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the registrable domain in what clients call a domain. Thread-safe.
 *
 * <p>The public suffix list (publicsuffix.org, in Guava) says where registration begins. Under the
 * suffixes of platforms, such as {@code vercel.app}, each host is somebody else's, so the whole
 * host is kept.
 */
public final class DomainReader {
  /** Texts whose result is remembered; about 10 MB when full. */
  private static final int CACHED_MAX = 50_000;

  /** Names that never leave a house: RFC 6761, RFC 6762, RFC 3172, and ICANN's for private use. */
  private static final Set<String> PRIVATE_NAMES =
      Set.of("localhost", "local", "internal", "invalid", "arpa");

  /** IPv4 in all the forms that inet_aton takes, and IPv6. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\[.*|.*:.*:.*|(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*");

  private final Cache<String, DomainResult> cache =
      Caffeine.newBuilder().maximumSize(CACHED_MAX).executor(Runnable::run).build();
  private final MailDomains mailDomains;

  public DomainReader(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  /** With the lists as they are. */
  public DomainReader() {
    this(new MailDomains(MailDomains.Overrides.NONE));
  }

  /** Reads a domain, a host, a URL or an e-mail address. */
  public DomainResult read(String text) {
    if (text.length() > Domain.LENGTH_MAX) {
      return decide(text);
    }
    DomainResult known = cache.getIfPresent(text);
    if (known == null) {
      known = decide(text);
      cache.put(text, known);
    }
    return known;
  }

  private DomainResult decide(String text) {
    Optional<String> host = HostText.find(text);
    if (host.isEmpty()) {
      return bad("it has no readable host name");
    }
    if (ADDRESS.matcher(host.get()).matches()) {
      return bad("it is an IP address");
    }
    if (!InternetDomainName.isValid(host.get())) {
      return bad("it is not a valid host name");
    }
    return decide(InternetDomainName.from(host.get()));
  }

  private DomainResult decide(InternetDomainName host) {
    if (PRIVATE_NAMES.contains(host.parts().getLast())) {
      return bad("its top-level name is for private networks");
    }
    if (!host.hasParent()) {
      return bad("it has a single label");
    }
    if (host.isPublicSuffix()) {
      return bad("it is a public suffix, under which anybody can have a name");
    }
    String domain = registrable(host).toString();
    return freeMail(host.toString())
        .or(() -> freeMail(domain))
        .orElseGet(() -> new Ok(new Domain(domain)));
  }

  private Optional<DomainResult> freeMail(String host) {
    return switch (mailDomains.kindOf(host)) {
      case BUSINESS -> Optional.empty();
      case PERSONAL ->
          Optional.of(freeMailRefused("domain belongs to a mailbox provider, not to a company"));
      case DISPOSABLE ->
          Optional.of(freeMailRefused("domain belongs to a provider of throw-away mailboxes"));
    };
  }

  private static InternetDomainName registrable(InternetDomainName host) {
    if (!host.hasPublicSuffix()) {
      return lastTwo(host);
    }
    boolean onPlatform = !Objects.equals(host.publicSuffix(), host.registrySuffix());
    return onPlatform ? withoutWww(host) : host.topPrivateDomain();
  }

  /** The list's rule for names it does not know, such as those under {@code .test}. */
  private static InternetDomainName lastTwo(InternetDomainName host) {
    InternetDomainName domain = host;
    while (domain.parts().size() > 2) {
      domain = domain.parent();
    }
    return domain;
  }

  private static InternetDomainName withoutWww(InternetDomainName host) {
    boolean www = host.parts().getFirst().equals("www") && host.parent().isUnderPublicSuffix();
    return www ? host.parent() : host;
  }

  private static Refused bad(String why) {
    return new Refused(
        ErrorCode.BAD_DOMAIN,
        RejectReason.BAD_DOMAIN,
        "domain is not a company's web domain: " + why);
  }

  private static Refused freeMailRefused(String detail) {
    return new Refused(ErrorCode.FREE_MAIL_DOMAIN, RejectReason.FREE_MAIL_DOMAIN, detail);
  }
}
