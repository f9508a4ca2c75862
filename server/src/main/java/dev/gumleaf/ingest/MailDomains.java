package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.MailDomainKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose mailboxes are under a domain. What is listed counts for all names below it too; what
 * is not listed is taken for a company's own. Immutable.
 */
public final class MailDomains {
  static final String PERSONAL_LIST = "free-mail-domains.txt";
  static final String DISPOSABLE_LIST = "disposable-mail-domains.txt";

  /**
   * What an operator knows better than the lists. The operator's word goes first: also over what a
   * list says of a name below.
   *
   * @param personal host names in lower case and punycode, and so the others
   * @param business what is a company's although it is listed, or under a listed domain
   */
  public record Overrides(List<String> personal, List<String> disposable, List<String> business) {
    public static final Overrides NONE = new Overrides(List.of(), List.of(), List.of());

    public Overrides {
      personal = List.copyOf(personal);
      disposable = List.copyOf(disposable);
      business = List.copyOf(business);
    }
  }

  private final Map<String, MailDomainKind> overridden;
  private final Map<String, MailDomainKind> listed;

  /** Reads the lists in the jar, which takes some milliseconds; one object is enough. */
  public MailDomains(Overrides overrides) {
    Map<String, MailDomainKind> byOperator = new HashMap<>();
    overrides.personal().forEach(domain -> byOperator.put(domain, MailDomainKind.PERSONAL));
    overrides.disposable().forEach(domain -> byOperator.put(domain, MailDomainKind.DISPOSABLE));
    overrides.business().forEach(domain -> byOperator.put(domain, MailDomainKind.BUSINESS));
    this.overridden = Map.copyOf(byOperator);
    Map<String, MailDomainKind> byList = new HashMap<>();
    lines(DISPOSABLE_LIST).forEach(domain -> byList.put(domain, MailDomainKind.DISPOSABLE));
    // Our own list is written by hand and goes over the one that others keep.
    lines(PERSONAL_LIST).forEach(domain -> byList.put(domain, MailDomainKind.PERSONAL));
    this.listed = Map.copyOf(byList);
  }

  /**
   * The kind of a host, such as that of an e-mail address.
   *
   * @param host in lower case and punycode
   */
  public MailDomainKind kindOf(String host) {
    return find(overridden, host).or(() -> find(listed, host)).orElse(MailDomainKind.BUSINESS);
  }

  /** Looks the host up, then the name above it, and so on. */
  private static Optional<MailDomainKind> find(Map<String, MailDomainKind> kinds, String host) {
    int from = 0;
    while (true) {
      MailDomainKind kind = kinds.get(host.substring(from));
      if (kind != null) {
        return Optional.of(kind);
      }
      int dot = host.indexOf('.', from);
      if (dot < 0) {
        return Optional.empty();
      }
      from = dot + 1;
    }
  }

  static List<String> lines(String list) {
    try (InputStream in = MailDomains.class.getResourceAsStream(list);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(required(in, list), UTF_8))) {
      return lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream required(@Nullable InputStream in, String list) {
    return requireNonNull(in, list + " is missing in the jar");
  }
}
