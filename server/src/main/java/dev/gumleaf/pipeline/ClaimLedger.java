package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.model.Claim;
import dev.gumleaf.model.Evidence;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ClaimRow;
import dev.gumleaf.store.NewProfileMerge;
import dev.gumleaf.store.VisitorDerivation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The claims that one slice makes on the ids of one workspace, and what follows from them for what
 * was stored before: whose it is. Who then has what is {@link PartKeeper}'s to see to.
 */
final class ClaimLedger {
  /**
   * People who can use one id before it is no longer taken for one. It is then the id of a program
   * or a place; following each of them would cost more with each, and say nothing.
   */
  static final int PEOPLE_MAX = 100;

  /**
   * Claims that several people can make on one id before the same holds: all are read each time.
   */
  private static final int CLAIMS_MAX = 50_000;

  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final VisitorWork visitors;
  private final PartKeeper keeper;
  private final VisitorDerivation derivation;
  private final WorkspaceId workspace;
  private final Map<Slot, ClaimRow> added = new LinkedHashMap<>();
  private final Map<ProfileKey, Profile> claimed = new LinkedHashMap<>();
  private final Map<Pair, NewProfileMerge> merges = new LinkedHashMap<>();
  private final Map<ProfileKey, Profile> changed = new HashMap<>();

  private record Slot(ProfileKey id, ProfileKey person, Evidence evidence, long minute) {}

  private record Pair(ProfileKey id, ProfileKey person) {}

  ClaimLedger(VisitorWork visitors, PartKeeper keeper) {
    this.visitors = visitors;
    this.keeper = keeper;
    this.derivation = visitors.derivation();
    this.workspace = visitors.workspace();
  }

  /** Adds that an id belongs to a person; of the same within one minute the earliest counts. */
  void add(
      Profile id, Profile known, Evidence evidence, long at, Source source, PersonWork because) {
    if (id.shared()) {
      return;
    }
    claimed.put(id.key(), id);
    Claim claim = new Claim(known.key(), known.subject(), evidence, at);
    ClaimRow row = new ClaimRow(id.key(), claim, source, false);
    added.merge(
        new Slot(id.key(), known.key(), evidence, Math.floorDiv(at, MINUTE_MILLIS)),
        row,
        ClaimLedger::earlier);
    var entry = because.request().entry();
    merges.putIfAbsent(
        new Pair(id.key(), known.key()),
        new NewProfileMerge(id.key(), known.key(), entry.requestId(), entry.receivedAt()));
  }

  private static ClaimRow earlier(ClaimRow a, ClaimRow b) {
    if (a.claim().at() != b.claim().at()) {
      return a.claim().at() < b.claim().at() ? a : b;
    }
    return a.source().code() <= b.source().code() ? a : b;
  }

  /** The profile as the claims of the slice leave it. */
  Profile shown(Profile profile) {
    return changed.getOrDefault(profile.key(), profile);
  }

  /** Writes the claims and lets what follows from them take effect. */
  void settle() {
    Map<ProfileKey, Profile> open = openIds();
    Map<ProfileKey, List<ClaimRow>> stored = new HashMap<>();
    for (ClaimRow row : derivation.findClaims(open.keySet())) {
      stored.computeIfAbsent(row.profile(), id -> new ArrayList<>()).add(row);
    }
    Map<ProfileKey, List<ClaimRow>> news = new HashMap<>();
    for (ClaimRow row : added.values()) {
      news.computeIfAbsent(row.profile(), id -> new ArrayList<>()).add(row);
    }
    derivation.addClaims(added.values());
    derivation.insertMerges(workspace, List.copyOf(merges.values()));
    keeper.load(open.values());
    for (Profile id : open.values()) {
      List<ClaimRow> before = stored.getOrDefault(id.key(), List.of());
      List<ClaimRow> after = new ArrayList<>(before);
      after.addAll(withUndone(news.getOrDefault(id.key(), List.of()), before));
      decide(id, ownership(id, before), after);
    }
    derivation.showProfiles(changed.values());
  }

  /** The ids whose owner over time can have changed, or has to be known. */
  private Map<ProfileKey, Profile> openIds() {
    Map<ProfileKey, Profile> open = new LinkedHashMap<>();
    for (ClaimRow row : added.values()) {
      Profile id = requireNonNull(claimed.get(row.profile()));
      if (!row.claim().person().equals(id.sole())) {
        open.put(id.key(), id);
      }
    }
    for (PersonWork person : visitors.people()) {
      if (person.subject().sole() == null) {
        open.put(person.subject().key(), person.subject());
      }
    }
    return open;
  }

  /** What somebody took back stays taken back, however often it is said again. */
  private static List<ClaimRow> withUndone(List<ClaimRow> news, List<ClaimRow> before) {
    Set<ProfileKey> undone = new HashSet<>();
    before.stream().filter(ClaimRow::undone).forEach(row -> undone.add(row.claim().person()));
    return news.stream()
        .map(row ->
            undone.contains(row.claim().person())
                ? new ClaimRow(row.profile(), row.claim(), row.source(), true)
                : row)
        .toList();
  }

  private static Ownership ownership(Profile id, Collection<ClaimRow> claims) {
    return Ownership.of(
        id.key(), claims.stream().filter(row -> !row.undone()).map(ClaimRow::claim).toList());
  }

  private void decide(Profile id, Ownership before, List<ClaimRow> claims) {
    Set<ProfileKey> people = new LinkedHashSet<>();
    claims.forEach(row -> people.add(row.claim().person()));
    boolean shared =
        people.size() > PEOPLE_MAX || (people.size() > 1 && claims.size() > CLAIMS_MAX);
    if (shared) {
      derivation.deleteClaims(List.of(id.key()));
    }
    Ownership after = ownership(id, shared ? List.of() : claims);
    Optional<ProfileKey> sole = after.sole();
    Profile shown = id.shownAs(sole.orElse(null), shared);
    if (!shown.equals(id)) {
      changed.put(id.key(), shown);
    }
    if (sole.isEmpty()) {
      visitors.know(id.key(), after);
    }
    keeper.apply(id.key(), before, after);
  }
}
