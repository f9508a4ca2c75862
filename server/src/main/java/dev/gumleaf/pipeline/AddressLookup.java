package dev.gumleaf.pipeline;

import java.util.Optional;

/** Tells what is known about network addresses. Thread-safe; must not ask the network. */
@FunctionalInterface
public interface AddressLookup {
  /** Empty for what is no address. */
  Optional<Whereabouts> find(String address);
}
