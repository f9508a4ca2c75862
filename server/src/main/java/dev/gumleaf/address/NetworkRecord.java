package dev.gumleaf.address;

import dev.gumleaf.model.NetworkKind;
import dev.gumleaf.model.Place;
import org.jspecify.annotations.Nullable;

/**
 * What a database, or several of them together, say about an address. What is null nobody said.
 *
 * @param hidden what hides the people behind the address, such as a VPN
 * @param kind the kind of network, said of the address itself
 * @param connection the kind of network as far as its wires show it
 * @param domain the domain of who uses the address
 * @param organization the name of who uses the address
 * @param provider the name of who gives access to it
 * @param asKind the kind of the whole autonomous system, as its domain and organization below
 */
record NetworkRecord(
    @Nullable NetworkKind hidden,
    @Nullable NetworkKind kind,
    @Nullable NetworkKind connection,
    @Nullable String domain,
    @Nullable String organization,
    @Nullable String provider,
    @Nullable NetworkKind asKind,
    @Nullable String asDomain,
    @Nullable String asOrganization,
    @Nullable Place place) {
  static final NetworkRecord NONE =
      new NetworkRecord(null, null, null, null, null, null, null, null, null, null);

  /** This one, and what another one says beyond it. */
  NetworkRecord or(NetworkRecord other) {
    return new NetworkRecord(
        first(hidden, other.hidden),
        first(kind, other.kind),
        first(connection, other.connection),
        first(domain, other.domain),
        first(organization, other.organization),
        first(provider, other.provider),
        first(asKind, other.asKind),
        first(asDomain, other.asDomain),
        first(asOrganization, other.asOrganization),
        first(place, other.place));
  }

  /** The name that is nearest to the address. */
  @Nullable String name() {
    return first(organization, first(provider, asOrganization));
  }

  static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}
