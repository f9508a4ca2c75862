package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.DomainReader;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the pipeline knows about the world beside the journal and the state.
 *
 * @param isBot whether a User-Agent is that of a program that nobody looks at
 * @param newSecret gives 32 random bytes in hexadecimal
 */
public record Knowledge(
    DomainReader domains,
    Predicate<String> isBot,
    AddressLookup addresses,
    Supplier<String> newSecret) {
  public Knowledge {
    requireNonNull(domains, "domains");
    requireNonNull(isBot, "isBot");
    requireNonNull(addresses, "addresses");
    requireNonNull(newSecret, "newSecret");
  }

  /** Knows no bots and no addresses, and has one secret for all. */
  public static Knowledge none() {
    return new Knowledge(
        new DomainReader(), agent -> false, address -> Optional.empty(), () -> "00".repeat(32));
  }
}
