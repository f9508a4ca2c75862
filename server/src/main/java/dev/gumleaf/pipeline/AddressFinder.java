package dev.gumleaf.pipeline;

import dev.gumleaf.address.PublicAddress;
import dev.gumleaf.model.AddressFacts;
import dev.gumleaf.model.CompanyMatch;
import dev.gumleaf.model.Confidence;
import dev.gumleaf.model.Place;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what is known about addresses into the form in which it is kept. Thread-safe. */
public final class AddressFinder implements AddressLookup {
  /** Longer than any address in text form. */
  private static final int CHARS_MAX = 64;

  private final Function<InetAddress, AddressFacts> book;
  private final Confidence least;

  /**
   * The finder.
   *
   * @param book what is known; asks no network
   * @param least how sure a company must be, to become an account
   */
  public AddressFinder(Function<InetAddress, AddressFacts> book, Confidence least) {
    this.book = book;
    this.least = least;
  }

  @Override
  public Optional<Whereabouts> find(String text) {
    return parse(text)
        .map(address -> {
          AddressFacts facts = book.apply(address);
          @Nullable CompanyMatch sure = facts.findCompany(least).orElse(null);
          @Nullable CompanyMatch company = facts.company().orElse(null);
          @Nullable Place place = facts.place().orElse(null);
          return new Whereabouts(
              address.getHostAddress(),
              sure == null ? null : sure.domain(),
              company == null ? null : company.confidence().word(),
              company == null ? null : company.reason(),
              facts.organization().orElse(null),
              place == null ? null : place.country(),
              place == null ? null : place.region(),
              place == null ? null : place.city());
        });
  }

  /** An address only, never a name: a name would be looked up in the network. */
  private static Optional<InetAddress> parse(String text) {
    return text.length() > CHARS_MAX ? Optional.empty() : PublicAddress.find(text);
  }
}
