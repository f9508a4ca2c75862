package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import org.jspecify.annotations.Nullable;

/** What follows from a part for the person whose it is. */
public sealed interface PartFacts {
  ProfilePart part();

  /** When the person was last seen there, in milliseconds since 1970, UTC. */
  record Seen(ProfilePart part, long at) implements PartFacts {}

  /** A company that an identify named. */
  record Stated(ProfilePart part, AccountLink link) implements PartFacts {}

  /**
   * A company whose network address the visitor had.
   *
   * @param firstAt when first, in milliseconds since 1970, UTC; {@code lastAt} likewise
   * @param divided whether the id belongs to several people, so that it depends on the time who it
   *     was
   */
  record Located(
      ProfilePart part,
      AccountKey account,
      String domain,
      long firstAt,
      long lastAt,
      boolean divided)
      implements PartFacts {
    /** The reason that follows from it for whoever was there at a time. */
    public AccountLink link(long at) {
      return new AccountLink(account, AccountLink.Via.ADDRESS, at, domain);
    }
  }

  /** A company by its key and domain. */
  static AccountLink link(
      AccountKey account, AccountLink.Via via, long at, @Nullable String domain) {
    return new AccountLink(account, via, at, domain == null ? "" : domain);
  }
}
