package dev.gumleaf.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds the client's address behind the proxies that the operator trusts. */
final class ClientAddress {
  /** Bytes of an IPv6 address that name the network, not the machine. */
  private static final int NETWORK_BYTES = 8;

  @SuppressWarnings("ArrayRecordComponent") // read only, compared by nobody
  private record Network(byte[] address, int bits) {
    static Network parse(String cidr) {
      int slash = cidr.indexOf('/');
      byte[] address =
          literal(slash < 0 ? cidr : cidr.substring(0, slash))
              .orElseThrow(() -> new IllegalArgumentException("not a network: " + cidr))
              .getAddress();
      int bits = slash < 0 ? address.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
      if (bits < 0 || bits > address.length * 8) {
        throw new IllegalArgumentException("not a network: " + cidr);
      }
      return new Network(address, bits);
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> trusted;

  ClientAddress(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(Network::parse).toList();
  }

  /** The right-most hop that is not a trusted proxy; hops further left are what a client claims. */
  String find(String peer, String forwardedFor) {
    if (!isTrusted(peer)) {
      return peer;
    }
    String[] hops = forwardedFor.split(",", -1);
    String client = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (literal(hop).isEmpty()) {
        return client;
      }
      client = hop;
      if (!isTrusted(hop)) {
        return client;
      }
    }
    return client;
  }

  /**
   * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, of which a client
   * can take any.
   */
  static String client(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    return literal(address)
        .map(literal ->
            literal instanceof Inet6Address
                ? HexFormat.of().formatHex(literal.getAddress(), 0, NETWORK_BYTES)
                : literal.getHostAddress())
        .orElse(address);
  }

  boolean isTrusted(String address) {
    return !trusted.isEmpty()
        && literal(address)
            .map(InetAddress::getAddress)
            .map(bytes -> trusted.stream().anyMatch(network -> network.contains(bytes)))
            .orElse(false);
  }

  /** Reads an address; never asks a name server. */
  private static Optional<InetAddress> literal(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
