package dev.gumleaf.store;

import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * A person as it is shown: everything that is known under all ids, added up.
 *
 * @param email null for somebody known by an id only
 * @param company the best reason to see the person as part of a company; null when there is none
 * @param internal whether it is one of our own people
 * @param listedAt when it was last seen, in milliseconds since 1970, UTC; null when never
 */
public record ProfileView(
    ProfileKey key,
    ProfileId id,
    @Nullable String email,
    @Nullable String name,
    boolean internal,
    @Nullable Membership company,
    @Nullable Long listedAt,
    VisitActivity activity) {
  public boolean isKnown() {
    return email != null;
  }

  ProfileView with(VisitActivity counted) {
    return new ProfileView(key, id, email, name, internal, company, listedAt, counted);
  }

  ProfileView of(Membership other) {
    return new ProfileView(key, id, email, name, internal, other, listedAt, activity);
  }
}
