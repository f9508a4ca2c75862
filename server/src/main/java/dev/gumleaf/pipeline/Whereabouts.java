package dev.gumleaf.pipeline;

import dev.gumleaf.model.Domain;
import org.jspecify.annotations.Nullable;

/**
 * The network address of a visitor, and what is known about it.
 *
 * @param address in its one text form
 * @param company whose address it is, when that is sure enough to act on
 */
public record Whereabouts(
    String address,
    @Nullable Domain company,
    @Nullable String confidence,
    @Nullable String reason,
    @Nullable String organization,
    @Nullable String country,
    @Nullable String region,
    @Nullable String city) {
  /** The same place, with nothing said about whose address it is. */
  Whereabouts withoutCompany() {
    return new Whereabouts(address, null, null, null, null, country, region, city);
  }
}
