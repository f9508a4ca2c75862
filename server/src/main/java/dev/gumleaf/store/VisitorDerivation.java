package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline reads and writes about people for one slice of the journal, inside the slice's
 * transaction; the other half of {@link Derivation}.
 */
public final class VisitorDerivation {
  private final Transaction tx;

  public VisitorDerivation(Transaction tx) {
    this.tx = tx;
  }

  /**
   * How ids are made in a workspace.
   *
   * @param newSecret gives 32 random bytes in hexadecimal, if the workspace has no secret yet
   */
  public ProfileIds profileIds(WorkspaceId workspace, Supplier<String> newSecret) {
    String known =
        tx.query(
                """
                SELECT identity_secret
                FROM workspaces
                WHERE workspace_id = :workspace
                """)
            .bind("workspace", workspace.value())
            .mapTo(String.class)
            .findOne()
            .orElse(null);
    if (known != null) {
      return new ProfileIds(known);
    }
    String secret = newSecret.get();
    tx.update(
            """
            UPDATE workspaces
            SET identity_secret = :secret
            WHERE workspace_id = :workspace
            """)
        .bind("secret", secret)
        .bind("workspace", workspace.value())
        .execute();
    return new ProfileIds(secret);
  }

  public List<Profile> findProfiles(
      WorkspaceId workspace, Profile.Kind kind, Collection<String> subjects) {
    return run(subjects, List.of(), () -> ProfileRows.findBySubject(tx, workspace, kind, subjects));
  }

  /** The known profiles that are called by one of the ids. */
  public List<Profile> findKnown(WorkspaceId workspace, Collection<String> ids) {
    return run(ids, List.of(), () -> ProfileRows.findKnown(tx, workspace, ids));
  }

  /** Takes consecutive keys of profiles and gives the first. */
  public long nextProfileKeys(int count) {
    return Counters.next(tx, "profile_key", count);
  }

  public void insertProfiles(WorkspaceId workspace, Collection<NewProfile> profiles) {
    run(profiles, () -> ProfileRows.insert(tx, workspace, profiles));
  }

  /** Writes as whose ids are shown. */
  public void showProfiles(Collection<Profile> profiles) {
    run(profiles, () -> ProfileRows.show(tx, profiles));
  }

  public List<ClaimRow> findClaims(Collection<ProfileKey> ids) {
    return run(ids, List.of(), () -> ClaimRows.find(tx, ids));
  }

  /** Adds claims, at most one for each id, person, kind of evidence and minute. */
  public void addClaims(Collection<ClaimRow> claims) {
    run(claims, () -> ClaimRows.upsert(tx, claims));
  }

  public void insertMerges(WorkspaceId workspace, List<NewProfileMerge> merges) {
    run(merges, () -> ClaimRows.insertMerges(tx, workspace, merges));
  }

  /** Forgets what was said about ids. */
  public void deleteClaims(Collection<ProfileKey> ids) {
    run(ids, () -> ClaimRows.delete(tx, ids));
  }

  /** The merge of an id into a person with that number. */
  public Optional<MergedId> findMerge(WorkspaceId workspace, long id) {
    return run(List.of(id), Optional.empty(), () -> ClaimRows.findMerge(tx, workspace, id));
  }

  /** Takes a merge out of force, or puts it back when there is no time. */
  public void undoMerge(long id, @Nullable Instant at, @Nullable String by) {
    run(List.of(id), () -> ClaimRows.undoMerge(tx, id, at, by));
  }

  /** All parts of some profiles. */
  public List<ProfilePart> findParts(Collection<ProfileKey> profiles) {
    return run(profiles, List.of(), () -> PartRows.find(tx, profiles));
  }

  /** What was counted for the parts of a profile. */
  public Map<ProfilePart, VisitActivity> findActivities(ProfileKey profile) {
    return run(List.of(profile), Map.of(), () -> PartRows.activities(tx, profile));
  }

  /** Takes consecutive keys of parts and gives the first. */
  public long nextPartKeys(int count) {
    return Counters.next(tx, "part_key", count);
  }

  public void movePart(ProfilePart part, ProfileKey person) {
    run(List.of(part), () -> PartRows.move(tx, part, person));
  }

  /** Deletes all parts of a profile with the facts that hang on them. */
  public void deleteParts(ProfileKey profile) {
    run(List.of(profile), () -> PartRows.delete(tx, profile));
  }

  /** Adds what happened; parts that do not exist yet are made. */
  public void addActivity(Map<ProfilePart, VisitActivity> activities) {
    run(activities.keySet(), () -> PartRows.add(tx, activities));
  }

  /** Inserts entries in order; false where the profile has an entry with the same hash already. */
  public boolean[] insertVisits(List<VisitRow> visits) {
    return run(visits, new boolean[0], () -> VisitRows.insert(tx, visits));
  }

  /** The stored entries that have the dedupe keys of others. */
  public List<VisitRow> findStored(Collection<VisitRow> repeated) {
    List<VisitRows.Key> keys =
        repeated.stream()
            .map(visit -> new VisitRows.Key(visit.profile(), requireNonNull(visit.hash())))
            .distinct()
            .toList();
    return run(keys, List.of(), () -> VisitRows.find(tx, keys));
  }

  /** Writes how long pages were looked at, and when that ended. */
  public void growPageViews(Collection<VisitRow> pageViews) {
    run(pageViews, () -> VisitRows.grow(tx, pageViews));
  }

  /** Whether a profile has any entry from a time on until another, the latter not included. */
  public boolean hasVisits(ProfileKey profile, long from, long until) {
    return run(List.of(profile), false, () -> VisitRows.hasAny(tx, profile, from, until));
  }

  /** Goes through all entries of a profile, in no particular order. */
  public void forEachVisit(ProfileKey profile, Consumer<VisitRow> consumer) {
    run(List.of(profile), () -> VisitRows.forEach(tx, profile, consumer));
  }

  /** The current traits of those names, by part. */
  public Map<Long, TraitSet> findTraits(Map<Long, Collection<TraitName>> names) {
    return run(names.keySet(), Map.of(), () -> ProfileTraitRows.find(tx, names));
  }

  /** Writes traits, by part. */
  public void writeTraits(Map<Long, List<Trait>> traits) {
    run(traits.keySet(), () -> ProfileTraitRows.upsert(tx, traits));
  }

  /** Adds companies that identifies named; at most one for each part and company. */
  public void addStated(Collection<PartFacts.Stated> stated) {
    run(stated, () -> PersonRows.addStated(tx, stated));
  }

  public void addSessions(Collection<SessionRow> sessions) {
    run(sessions, () -> PlaceRows.addSessions(tx, sessions));
  }

  public void addAddresses(Collection<AddressRow> addresses) {
    run(addresses, () -> PlaceRows.addAddresses(tx, addresses));
  }

  public List<Person> findPeople(Collection<ProfileKey> keys) {
    return run(keys, List.of(), () -> PersonRows.find(tx, keys));
  }

  /** All parts of some people. */
  public List<ProfilePart> findPartsOf(Collection<ProfileKey> people) {
    return run(people, List.of(), () -> PartRows.findOf(tx, people));
  }

  /** What follows from some parts for the people whose they are. */
  public List<PartFacts> facts(Collection<ProfilePart> parts) {
    return run(parts, List.of(), () -> PersonRows.facts(tx, parts));
  }

  /** What people are called, of all of their parts. */
  public Map<ProfileKey, TraitSet> findNames(Collection<ProfileKey> people) {
    return run(people, Map.of(), () -> PersonRows.findNames(tx, people));
  }

  public void updatePeople(Collection<Person> people) {
    run(people, () -> PersonRows.update(tx, people));
  }

  /** Moves accounts up the list, given the newest activity of their people. */
  public void seenAtAccounts(Map<Long, Long> seenByAccount) {
    run(seenByAccount.keySet(), () -> VisitorRows.seen(tx, seenByAccount));
  }

  /** Works out again when accounts were last seen, after somebody left them. */
  public void recountAccounts(Collection<Long> accounts) {
    run(accounts, () -> VisitorRows.recount(tx, accounts));
  }

  private <T> T run(Collection<?> rows, T whenEmpty, HotPath.Statements<T> statements) {
    return HotPath.run(tx, rows, whenEmpty, statements);
  }

  private void run(Collection<?> rows, HotPath.Writes writes) {
    HotPath.run(tx, rows, writes);
  }
}
