package dev.gumleaf.ingest;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Cuts the host out of what people paste as a domain: a URL, an address, a host with a port. */
final class HostText {
  /** Longest text that is looked at; a URL may be long before its host is cut out. */
  private static final int LENGTH_MAX = 2_000;

  private HostText() {}

  /** The host in lower case and punycode, without a trailing dot; empty if there is none. */
  static Optional<String> find(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return findName(withoutPort(authority(text.strip())));
  }

  /** The same of a host with nothing around it. */
  static Optional<String> findName(String host) {
    return ascii(host.toLowerCase(Locale.ROOT))
        .map(HostText::withoutRoot)
        .filter(name -> !name.isEmpty() && !name.endsWith("."));
  }

  /** The dot of the root may be written in other scripts, so it is looked for in punycode. */
  private static String withoutRoot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String authority(String text) {
    int scheme = text.indexOf("://");
    int from = scheme >= 0 ? scheme + 3 : text.startsWith("//") ? 2 : 0;
    int to = from;
    while (to < text.length() && "/\\?#".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    String authority = text.substring(from, to);
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port =
        colon >= 0 && authority.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    return port ? authority.substring(0, colon) : authority;
  }

  private static Optional<String> ascii(String host) {
    if (host.chars().allMatch(c -> c < 0x80)) {
      return Optional.of(host);
    }
    try {
      // IDNA 2003 of the JDK differs from browsers in four letters; the tables of UTS 46 are 14 MB.
      String ascii = IDN.toASCII(Normalizer.normalize(host, Normalizer.Form.NFC));
      return Optional.of(ascii.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
