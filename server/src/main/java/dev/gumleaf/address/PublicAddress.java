package dev.gumleaf.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Tells addresses of the Internet from those that mean something else in every house. */
public final class PublicAddress {
  private static final int IPV4_DOTS = 3;

  private PublicAddress() {}

  /** Reads an address as text; never asks a name server. Empty for any other text. */
  public static Optional<InetAddress> find(String text) {
    if (text.indexOf(':') < 0 && text.chars().filter(c -> c == '.').count() != IPV4_DOTS) {
      // Java would read 1 as 0.0.0.1.
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text.strip()));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Whether the address says something about who uses it. */
  static boolean isPublic(InetAddress address) {
    boolean special =
        address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || address.isAnyLocalAddress()
            || address.isMulticastAddress();
    return !special
        && (address instanceof Inet6Address six
            ? !isUniqueLocal(six) && !six.isIPv4CompatibleAddress()
            : !isThisNetworkOrSharedByCarriers(address.getAddress()));
  }

  /** RFC 4193. */
  private static boolean isUniqueLocal(Inet6Address address) {
    return (address.getAddress()[0] & 0xfe) == 0xfc;
  }

  /** 0.0.0.0/8 of RFC 1122, and 100.64.0.0/10 of RFC 6598. */
  private static boolean isThisNetworkOrSharedByCarriers(byte[] address) {
    int first = address[0] & 0xff;
    return first == 0 || (first == 100 && (address[1] & 0xc0) == 0x40);
  }
}
