package dev.gumleaf.api;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds whose things are that are kept under profiles, many at once. */
final class Owners {
  private final ProfileStore store;

  Owners(ProfileStore store) {
    this.store = store;
  }

  /**
   * Something that happened.
   *
   * @param key tells it apart
   * @param profile under which it is kept; null when it was a company's own doing
   * @param person whose the profile is; null when it is several people's, by the time
   */
  record Deed(long key, @Nullable ProfileKey profile, @Nullable ProfileKey person, Instant at) {}

  /** Who did each, by its key; what nobody did is left out. */
  Map<Long, ProfileView> find(Transaction tx, WorkspaceId workspace, Collection<Deed> deeds) {
    Set<ProfileKey> divided = new HashSet<>();
    for (Deed deed : deeds) {
      if (deed.profile() != null && deed.person() == null) {
        divided.add(deed.profile());
      }
    }
    Map<ProfileKey, Ownership> ownerships = Profiles.ownerships(tx, divided);
    Map<Long, ProfileKey> owners = new HashMap<>();
    for (Deed deed : deeds) {
      ProfileKey owner = owner(deed, ownerships);
      if (owner != null) {
        owners.put(deed.key(), owner);
      }
    }
    Map<ProfileKey, ProfileView> people = new HashMap<>();
    store
        .find(tx, workspace, owners.values().stream().distinct().toList())
        .forEach(person -> people.put(person.key(), person));
    Map<Long, ProfileView> byDeed = new HashMap<>();
    owners.forEach((deed, owner) -> {
      ProfileView person = people.get(owner);
      if (person != null) {
        byDeed.put(deed, person);
      }
    });
    return byDeed;
  }

  private static @Nullable ProfileKey owner(Deed deed, Map<ProfileKey, Ownership> ownerships) {
    if (deed.profile() == null || deed.person() != null) {
      return deed.person();
    }
    Ownership ownership = ownerships.get(deed.profile());
    return ownership == null ? null : ownership.ownerAt(deed.at().toEpochMilli());
  }
}
