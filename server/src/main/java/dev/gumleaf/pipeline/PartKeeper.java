package dev.gumleaf.pipeline;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.AccountTraits;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountLink;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.PartFacts;
import dev.gumleaf.store.ProfilePart;
import dev.gumleaf.store.VisitActivity;
import dev.gumleaf.store.VisitRow;
import dev.gumleaf.store.VisitorDerivation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives what was counted for ids to the people whose it is, when that changes.
 *
 * <p>Entries stay where they are. An id that belongs to one person gives its part, with everything
 * that was counted, to that person as it is. Only when an id's time is divided anew, and something
 * happened in the time that changed hands, are its parts counted again from its entries. What was
 * counted of entries that are too old to be stored still is handed on as {@link CountsOfOld} says.
 */
final class PartKeeper {
  private final Derivation derivation;
  private final VisitorDerivation profiles;
  private final VisitorWork visitors;
  private final WorkspaceId workspace;
  private final DomainReader domains;

  PartKeeper(
      Derivation derivation, VisitorWork visitors, WorkspaceId workspace, DomainReader domains) {
    this.derivation = derivation;
    this.profiles = visitors.derivation();
    this.visitors = visitors;
    this.workspace = workspace;
    this.domains = domains;
  }

  /** Looks up what people have of some ids, which has to come before anything changes. */
  void load(Collection<Profile> ids) {
    visitors.know(profiles.findParts(ids.stream().map(Profile::key).toList()));
  }

  /** Lets an id belong to others than before. */
  void apply(ProfileKey id, Ownership before, Ownership after) {
    Optional<Ownership.Range> changed = after.changedSince(before);
    if (changed.isEmpty()) {
      return;
    }
    if (before.sole().isPresent() && after.sole().isPresent()) {
      visitors.reowned().add(id);
      visitors.findPart(id, before.sole().get()).ifPresent(part -> move(part, after.sole().get()));
    } else if (isAnythingIn(id, changed.get())) {
      countAgain(id, before, after, profiles.findActivities(id));
    }
  }

  /** Whether something happened then, or can have happened that is too old to be stored. */
  private boolean isAnythingIn(ProfileKey id, Ownership.Range range) {
    return profiles.hasVisits(id, range.from(), range.until())
        || profiles.findActivities(id).values().stream()
            .anyMatch(activity ->
                activity.isSeen()
                    && activity.firstSeenAt() < range.until()
                    && activity.lastSeenAt() >= range.from());
  }

  private void move(ProfilePart part, ProfileKey person) {
    ProfilePart moved = new ProfilePart(part.key(), part.profile(), person);
    profiles.movePart(part, person);
    visitors.forget(part);
    visitors.know(List.of(moved));
    visitors.unsettled().add(part.person());
    visitors.gain(person, moved);
  }

  /** Counts the parts of an id again from its entries, after those of one person went. */
  void countWithout(ProfileKey person, ProfileKey id, Ownership before, Ownership after) {
    Map<ProfilePart, VisitActivity> others = new LinkedHashMap<>(profiles.findActivities(id));
    others.keySet().removeIf(part -> part.person().equals(person));
    countAgain(id, before, after, others);
  }

  private void countAgain(
      ProfileKey id, Ownership before, Ownership after, Map<ProfilePart, VisitActivity> counted) {
    visitors.reowned().add(id);
    for (ProfilePart part : visitors.partsOf(id)) {
      visitors.unsettled().add(part.person());
      visitors.forget(part);
    }
    profiles.deleteParts(id);
    Count count = new Count(id, after, new CountsOfOld(before, counted));
    profiles.forEachVisit(id, count::add);
    count.write();
    visitors.unsettled().addAll(after.owners());
  }

  /** The parts of one id, counted from its entries. */
  private final class Count {
    private final ProfileKey id;
    private final Ownership ownership;
    private final CountsOfOld old;
    private final Map<ProfilePart, VisitActivity> activities = new LinkedHashMap<>();
    private final Map<Long, TraitSet> traits = new HashMap<>();
    private final Map<ProfilePart, Map<Domain, Long>> stated = new LinkedHashMap<>();

    Count(ProfileKey id, Ownership ownership, CountsOfOld old) {
      this.id = id;
      this.ownership = ownership;
      this.old = old;
    }

    void add(VisitRow visit) {
      ProfilePart part = visitors.part(id, ownership.ownerAt(visit.effectiveAt()));
      VisitActivity activity =
          VisitCount.of(visit.kind(), visit.marks(), visit.focusMillis(), visit.effectiveAt());
      activities.merge(part, activity, VisitActivity::plus);
      old.found(visit, activity);
      if (visit.kind() == CallKind.IDENTIFY) {
        RawJson body = RawJson.of(visit.body());
        Instant at = Instant.ofEpochMilli(visit.effectiveAt());
        traits.merge(
            part.key(),
            TraitSet.EMPTY.merge(MergeProfileTraits.stated(body, visit.source(), at)),
            (a, b) -> a.merge(b.byName().values()));
        AccountTraits.read(body)
            .map(AccountTraits::domain)
            .flatMap(this::company)
            .ifPresent(company ->
                stated
                    .computeIfAbsent(part, key -> new LinkedHashMap<>())
                    .merge(company, visit.effectiveAt(), Math::max));
      }
    }

    private Optional<Domain> company(String text) {
      return domains.read(text) instanceof DomainResult.Ok(Domain domain)
          ? Optional.of(domain)
          : Optional.empty();
    }

    void write() {
      old.giveTo(
          ownership,
          (person, activity) ->
              activities.merge(visitors.part(id, person), activity, VisitActivity::plus));
      profiles.addActivity(activities);
      Map<Long, List<Trait>> rows = new HashMap<>();
      traits.forEach((part, set) -> rows.put(part, List.copyOf(set.byName().values())));
      profiles.writeTraits(rows);
      Set<Domain> named = new HashSet<>();
      stated.values().forEach(companies -> named.addAll(companies.keySet()));
      Map<Domain, Account> accounts = new HashMap<>();
      derivation
          .findAccountsByDomain(workspace, named)
          .forEach(account -> accounts.put(account.domain(), account));
      List<PartFacts.Stated> links = new ArrayList<>();
      stated.forEach((part, companies) ->
          companies.forEach((domain, at) -> {
            Account account = accounts.get(domain);
            if (account != null) {
              links.add(
                  new PartFacts.Stated(
                      part,
                      new AccountLink(account.key(), AccountLink.Via.STATED, at, domain.value())));
            }
          }));
      profiles.addStated(links);
    }
  }
}
