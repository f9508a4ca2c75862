package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A network address that a person was seen at, and what was known about it.
 *
 * @param company whose address it is, when that is sure enough; null else
 */
public record Place(
    String address,
    Instant firstAt,
    Instant lastAt,
    @Nullable Membership company,
    @Nullable String confidence,
    @Nullable String reason,
    @Nullable String organization,
    @Nullable String country,
    @Nullable String region,
    @Nullable String city) {

  /** Both together; they are of the same address. The newer one's facts count. */
  Place plus(Place other) {
    Place newer = other.lastAt.isAfter(lastAt) ? other : this;
    return new Place(
        address,
        firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
        newer.lastAt,
        newer.company,
        newer.confidence,
        newer.reason,
        newer.organization,
        newer.country,
        newer.region,
        newer.city);
  }

  boolean isOf(AccountKey account) {
    return company != null && company.account().equals(account);
  }
}
