package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * How a profile stands on lists.
 *
 * @param subject the id or the e-mail address
 * @param known whether the subject is an address
 * @param link why it is part of a company; null when it is of none
 * @param listedAt the newest activity that shows, in milliseconds since 1970, UTC; null when there
 *     is none
 */
public record Person(
    ProfileKey key,
    String subject,
    boolean known,
    @Nullable String name,
    @Nullable AccountLink link,
    @Nullable Long listedAt) {
  /** The person with nothing known about it. */
  public Person cleared() {
    return new Person(key, subject, known, null, null, null);
  }

  public Person named(@Nullable String other) {
    return new Person(key, subject, known, other, link, listedAt);
  }

  /** The person with the better of two reasons to be part of a company. */
  public Person linked(AccountLink other) {
    boolean better = link == null || AccountLink.BEST.compare(other, link) > 0;
    return better ? new Person(key, subject, known, name, other, listedAt) : this;
  }

  /** The person, seen at a time as well. */
  public Person seen(long at) {
    return listedAt != null && listedAt >= at
        ? this
        : new Person(key, subject, known, name, link, at);
  }
}
