package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was seen at a network address, and what is known about it. Times are milliseconds
 * since 1970, UTC.
 *
 * @param account the company it belongs to, when that is sure enough
 */
public record AddressRow(
    ProfileKey profile,
    String address,
    long firstAt,
    long lastAt,
    @Nullable AccountKey account,
    @Nullable String confidence,
    @Nullable String reason,
    @Nullable String organization,
    @Nullable String country,
    @Nullable String region,
    @Nullable String city) {
  /** Both together; they are of the same address. What was known the last time counts. */
  public AddressRow plus(AddressRow other) {
    AddressRow newer = other.lastAt >= lastAt ? other : this;
    return new AddressRow(
        profile,
        address,
        Math.min(firstAt, other.firstAt),
        newer.lastAt,
        newer.account,
        newer.confidence,
        newer.reason,
        newer.organization,
        newer.country,
        newer.region,
        newer.city);
  }
}
