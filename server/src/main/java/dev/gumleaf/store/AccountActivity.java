package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;

/**
 * What one slice adds to an account.
 *
 * @param head under which account it is shown
 * @param events events that show on lists; {@code identifies} likewise
 * @param marked entries that do not
 * @param firstSeenAt the earliest visible entry, in milliseconds since 1970, UTC; without meaning
 *     when there is none. {@code lastSeenAt} likewise
 */
public record AccountActivity(
    AccountKey account,
    AccountKey head,
    long events,
    long identifies,
    long marked,
    long firstSeenAt,
    long lastSeenAt) {
  boolean isVisible() {
    return events + identifies > 0;
  }

  /** Both together; they are of the same account. */
  public AccountActivity plus(AccountActivity other) {
    return new AccountActivity(
        account,
        head,
        events + other.events,
        identifies + other.identifies,
        marked + other.marked,
        Math.min(firstSeenAt, other.firstSeenAt),
        Math.max(lastSeenAt, other.lastSeenAt));
  }
}
