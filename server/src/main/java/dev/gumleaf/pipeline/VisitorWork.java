package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountLink;
import dev.gumleaf.store.ProfilePart;
import dev.gumleaf.store.VisitActivity;
import dev.gumleaf.store.VisitorDerivation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the steps know about the people of one workspace in one slice while they work on it. Lives
 * as long as the slice's transaction, on one thread.
 */
final class VisitorWork {
  /** Keys taken at once for parts that come into being; those left over are never used. */
  private static final int PART_KEYS = 64;

  private final WorkspaceId workspace;
  private final VisitorDerivation derivation;
  private final List<PersonWork> people = new ArrayList<>();
  private final Map<ProfileKey, Ownership> ownerships = new HashMap<>();
  private final Map<ProfileKey, Map<ProfileKey, ProfilePart>> parts = new HashMap<>();
  private final Map<ProfileKey, VisitActivity> seen = new LinkedHashMap<>();
  private final Map<ProfileKey, List<AccountLink>> links = new LinkedHashMap<>();
  private final Map<ProfileKey, List<ProfilePart>> gained = new LinkedHashMap<>();
  private final Set<ProfileKey> unsettled = new LinkedHashSet<>();
  private final Set<ProfileKey> renamed = new LinkedHashSet<>();
  private final Set<ProfileKey> newcomers = new LinkedHashSet<>();
  private final Set<ProfileKey> reowned = new LinkedHashSet<>();
  private final Set<ProfileKey> moved = new LinkedHashSet<>();
  private final Set<ProfileKey> shown = new LinkedHashSet<>();
  private final Set<Long> companies = new LinkedHashSet<>();
  private @Nullable AccountDirectory accounts;
  private long nextPartKey;
  private long partKeysEnd;

  VisitorWork(WorkspaceId workspace, VisitorDerivation derivation) {
    this.workspace = workspace;
    this.derivation = derivation;
  }

  WorkspaceId workspace() {
    return workspace;
  }

  /** The companies that the people have to do with. */
  AccountDirectory accounts() {
    return requireNonNull(accounts, "a step looks the companies up");
  }

  void accounts(AccountDirectory found) {
    accounts = found;
  }

  VisitorDerivation derivation() {
    return derivation;
  }

  List<PersonWork> people() {
    return people;
  }

  /** As whose an id is shown that belongs to several people. */
  void know(ProfileKey id, Ownership ownership) {
    ownerships.put(id, ownership);
  }

  /** Whose the activity of a profile at a time is. */
  ProfileKey owner(Profile subject, long at) {
    return subject.sole() == null
        ? requireNonNull(ownerships.get(subject.key())).ownerAt(at)
        : subject.sole();
  }

  /** As whose an id is shown that belongs to several people; it is known. */
  Ownership ownership(ProfileKey id) {
    return requireNonNull(ownerships.get(id));
  }

  /** Looks up as whose ids are shown that belong to several people. */
  void loadOwnerships(Collection<ProfileKey> ids) {
    List<ProfileKey> unknown = ids.stream().filter(id -> !ownerships.containsKey(id)).toList();
    ownerships.putAll(Ownerships.find(derivation, unknown));
  }

  Optional<ProfilePart> findPart(ProfileKey profile, ProfileKey person) {
    return Optional.ofNullable(byPerson(profile).get(person));
  }

  /** The parts of a profile as far as they are known. */
  List<ProfilePart> partsOf(ProfileKey profile) {
    return List.copyOf(byPerson(profile).values());
  }

  void know(Collection<ProfilePart> found) {
    found.forEach(part -> byPerson(part.profile()).put(part.person(), part));
  }

  void forget(ProfilePart part) {
    byPerson(part.profile()).remove(part.person());
  }

  /** What a person has of a profile; it comes into being if it is new. */
  ProfilePart part(ProfileKey profile, ProfileKey person) {
    return byPerson(profile)
        .computeIfAbsent(person, key -> new ProfilePart(nextPartKey(), profile, person));
  }

  private Map<ProfileKey, ProfilePart> byPerson(ProfileKey profile) {
    return parts.computeIfAbsent(profile, key -> new LinkedHashMap<>());
  }

  private long nextPartKey() {
    if (nextPartKey == partKeysEnd) {
      int count = Math.max(PART_KEYS, people.size());
      nextPartKey = derivation.nextPartKeys(count);
      partKeysEnd = nextPartKey + count;
    }
    return nextPartKey++;
  }

  /** What happened to people, added up. */
  Map<ProfileKey, VisitActivity> seen() {
    return seen;
  }

  /** New reasons to see people as part of companies. */
  Map<ProfileKey, List<AccountLink>> links() {
    return links;
  }

  void link(ProfileKey person, AccountLink link) {
    links.computeIfAbsent(person, key -> new ArrayList<>()).add(link);
  }

  /** Parts that people got from others, with all that is known by them. */
  Map<ProfileKey, List<ProfilePart>> gained() {
    return gained;
  }

  void gain(ProfileKey person, ProfilePart part) {
    gained.computeIfAbsent(person, key -> new ArrayList<>()).add(part);
  }

  /** People of whom something was taken away, so that all about them has to be looked at again. */
  Set<ProfileKey> unsettled() {
    return unsettled;
  }

  /** Known people who came into being; nothing finds them before they are shown. */
  Set<ProfileKey> newcomers() {
    return newcomers;
  }

  /** People of whom a trait changed that they are called by. */
  Set<ProfileKey> renamed() {
    return renamed;
  }

  /** Ids that belong to others than before. */
  Set<ProfileKey> reowned() {
    return reowned;
  }

  /** People who are of another company than before. */
  Set<ProfileKey> moved() {
    return moved;
  }

  /** Everybody who was looked at to be put where they belong on lists. */
  Set<ProfileKey> shown() {
    return shown;
  }

  /** The accounts that they were part of, and that they are part of now. */
  Set<Long> companies() {
    return companies;
  }
}
