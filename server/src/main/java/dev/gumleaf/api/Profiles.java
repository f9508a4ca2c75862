package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.EmailReader;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Claim;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ClaimRow;
import dev.gumleaf.store.HeldProfile;
import dev.gumleaf.store.Holding;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.TimeRange;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.store.VisitorDerivation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the person that a path names, and what is theirs. */
final class Profiles {
  /** Ids of one person that are read through, last seen first; whoever has more is no person. */
  private static final int IDS_MAX = 200;

  private final ProfileStore store;

  Profiles(ProfileStore store) {
    this.store = store;
  }

  /**
   * The person that is shown for a name.
   *
   * @param divided the id that was asked for, when it belongs to several people; null else
   * @param shared whether so many people used the id that was asked for that it is nobody's
   */
  record Found(ProfileView person, @Nullable Divided divided, boolean shared) {}

  /** An id and everybody whose it was, the latest first. */
  record Divided(ProfileId id, List<ProfileView> people) {}

  /**
   * What is somebody's.
   *
   * @param truncated whether there is more, which was left out
   */
  record Held(List<Holding> holdings, boolean truncated) {}

  /**
   * The person of the id or e-mail address in a request's path.
   *
   * @throws ApiException NOT_FOUND
   */
  Found find(Transaction tx, Request request) {
    return find(tx, request.requireWorkspace(), request.parameter("profile"));
  }

  /**
   * The person of this id or e-mail address. A claimed id gives its owner, one with several owners
   * the latest.
   *
   * @throws ApiException NOT_FOUND
   */
  Found find(Transaction tx, WorkspaceId workspace, String name) {
    Profile profile =
        store
            .findKnown(tx, workspace, name)
            .or(() ->
                EmailReader.find(name)
                    .flatMap(email ->
                        store.findBySubject(tx, workspace, Profile.Kind.EMAIL, email.value())))
            .or(() -> store.findBySubject(tx, workspace, Profile.Kind.ID, name))
            .orElseThrow(() ->
                new ApiException(ErrorCode.NOT_FOUND, "nobody has this id or e-mail address"));
    return shown(tx, workspace, profile);
  }

  /** The person of this id as {@link #find} gives it; an e-mail address finds nobody here. */
  Optional<ProfileView> findById(Transaction tx, WorkspaceId workspace, ProfileId id) {
    return store
        .findKnown(tx, workspace, id.value())
        .or(() -> store.findBySubject(tx, workspace, Profile.Kind.ID, id.value()))
        .map(profile -> shown(tx, workspace, profile).person());
  }

  private Found shown(Transaction tx, WorkspaceId workspace, Profile profile) {
    ProfileKey sole = profile.sole();
    if (sole != null) {
      return new Found(store.find(tx, workspace, List.of(sole)).getFirst(), null, profile.shared());
    }
    List<ProfileView> people = store.find(tx, workspace, latestFirst(ownership(tx, profile)));
    return new Found(people.getFirst(), new Divided(profile.id(), people), false);
  }

  private static List<ProfileKey> latestFirst(Ownership ownership) {
    Set<ProfileKey> owners = new LinkedHashSet<>();
    owners.add(ownership.ownerAt(Long.MAX_VALUE));
    owners.addAll(List.copyOf(ownership.owners()).reversed());
    return List.copyOf(owners);
  }

  private static Ownership ownership(Transaction tx, Profile id) {
    return Optional.ofNullable(ownerships(tx, Set.of(id.key())).get(id.key())).orElseThrow();
  }

  /** Whose ids are over time. */
  static Map<ProfileKey, Ownership> ownerships(Transaction tx, Collection<ProfileKey> ids) {
    Map<ProfileKey, Ownership> ownerships = new HashMap<>();
    if (!ids.isEmpty()) {
      Map<ProfileKey, List<Claim>> claims = new HashMap<>();
      ids.forEach(id -> claims.put(id, new ArrayList<>()));
      new VisitorDerivation(tx)
          .findClaims(ids).stream()
              .filter(row -> !row.undone())
              .forEach(row -> claims.computeIfPresent(row.profile(), (id, all) -> with(all, row)));
      claims.forEach((id, all) -> ownerships.put(id, Ownership.of(id, all)));
    }
    return ownerships;
  }

  private static List<Claim> with(List<Claim> claims, ClaimRow row) {
    claims.add(row.claim());
    return claims;
  }

  /** Everything that is somebody's, last seen first. */
  Held held(Transaction tx, ProfileView person) {
    List<HeldProfile> held = store.listHeld(tx, person.key(), IDS_MAX + 1);
    return new Held(
        holdings(tx, held.subList(0, Math.min(held.size(), IDS_MAX))), held.size() > IDS_MAX);
  }

  /** With the times at which divided ids are whose they are said to be; in the same order. */
  List<Holding> holdings(Transaction tx, List<HeldProfile> held) {
    Set<ProfileKey> divided = new HashSet<>();
    held.stream()
        .map(HeldProfile::profile)
        .filter(profile -> profile.sole() == null)
        .forEach(profile -> divided.add(profile.key()));
    Map<ProfileKey, Ownership> ownerships = ownerships(tx, divided);
    List<Holding> holdings = new ArrayList<>();
    for (HeldProfile each : held) {
      Ownership ownership = ownerships.get(each.profile().key());
      List<TimeRange> ranges = ownership == null ? whole(each) : ranges(ownership, each.person());
      if (!ranges.isEmpty()) {
        holdings.add(new Holding(each, ranges));
      }
    }
    return holdings;
  }

  private static List<TimeRange> whole(HeldProfile held) {
    return held.person().equals(held.profile().sole()) ? List.of(TimeRange.ALWAYS) : List.of();
  }

  static List<TimeRange> ranges(Ownership ownership, ProfileKey person) {
    return ownership.rangesOf(person).stream()
        .map(range -> new TimeRange(range.from(), range.until()))
        .toList();
  }
}
