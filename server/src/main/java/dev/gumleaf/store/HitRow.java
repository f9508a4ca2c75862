package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * That something set a signal off, under what it was sent for: a profile or an account.
 *
 * @param occasion tells what set it off; the same sets it off once
 * @param at milliseconds since 1970, UTC
 * @param evidence canonical JSON
 */
public record HitRow(
    long signal,
    int version,
    @Nullable ProfileKey profile,
    @Nullable AccountKey account,
    long occasion,
    long at,
    String evidence) {
  /** The same with other evidence. */
  public HitRow with(String other) {
    return new HitRow(signal, version, profile, account, occasion, at, other);
  }
}
