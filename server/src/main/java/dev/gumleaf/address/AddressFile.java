package dev.gumleaf.address;

import java.util.List;
import java.util.Locale;

/** What a file tells about addresses; among several that tell the same, the first one counts. */
public enum AddressFile {
  /** The operator's own list of networks and domains. It outranks every database. */
  CSV,
  /** A database that tells which company uses an address. */
  COMPANY,
  /** A database that tells who runs the network around an address (its autonomous system). */
  ASN,
  /** A database of VPNs, proxies, Tor and hosting. */
  ANONYMOUS,
  /** A database of places. */
  CITY;

  static final List<AddressFile> DATABASES = List.of(COMPANY, ASN, ANONYMOUS, CITY);

  /** The word in settings, logs and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
