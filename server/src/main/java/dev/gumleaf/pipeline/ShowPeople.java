package dev.gumleaf.pipeline;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.store.AccountLink;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.PartFacts;
import dev.gumleaf.store.Person;
import dev.gumleaf.store.PersonNames;
import dev.gumleaf.store.ProfilePart;
import dev.gumleaf.store.VisitorDerivation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts people where they belong on lists: what they are called, which company they are of, when
 * they were last seen; and their companies with them.
 *
 * <p>What is only added moves a person on from where it stood. Of whom something was taken away,
 * everything is looked at again.
 */
final class ShowPeople implements Step {
  private final DomainReader domains;

  ShowPeople(DomainReader domains) {
    this.domains = domains;
  }

  @Override
  public String name() {
    return "show_people";
  }

  @Override
  public void apply(SliceWork work) {
    work.visitors().forEach(visitors -> show(work.derivation(), visitors));
  }

  /** Shows what the steps before found out about people of one workspace. */
  void show(Derivation derivation, VisitorWork visitors) {
    VisitorDerivation profiles = visitors.derivation();
    noteNames(visitors);
    Set<ProfileKey> touched = new LinkedHashSet<>(visitors.seen().keySet());
    touched.addAll(visitors.links().keySet());
    touched.addAll(visitors.gained().keySet());
    touched.addAll(visitors.unsettled());
    touched.addAll(visitors.renamed());
    touched.addAll(visitors.newcomers());
    visitors.shown().addAll(touched);
    Map<ProfileKey, Person> before = new LinkedHashMap<>();
    profiles.findPeople(touched).forEach(person -> before.put(person.key(), person));
    Map<ProfileKey, Person> after = new LinkedHashMap<>(before);
    clear(derivation, visitors, after);
    apply(visitors, facts(visitors), after);
    visitors
        .links()
        .forEach((key, links) -> {
          for (AccountLink link : links) {
            after.computeIfPresent(key, (same, person) -> person.linked(link));
          }
        });
    visitors
        .seen()
        .forEach((key, activity) -> {
          if (activity.isSeen()) {
            after.computeIfPresent(key, (same, person) -> person.seen(activity.lastSeenAt()));
          }
        });
    Map<ProfileKey, TraitSet> names = profiles.findNames(visitors.renamed());
    for (ProfileKey key : visitors.renamed()) {
      TraitSet traits = names.getOrDefault(key, TraitSet.EMPTY);
      after.computeIfPresent(
          key, (same, person) -> person.named(PersonNames.of(traits).orElse(null)));
    }
    write(visitors, before, after);
  }

  /** Who got or lost a part with a name in it may be called otherwise. */
  private static void noteNames(VisitorWork visitors) {
    visitors.renamed().addAll(visitors.unsettled());
    Map<Long, Collection<TraitName>> asked = new HashMap<>();
    visitors
        .gained()
        .values()
        .forEach(parts -> parts.forEach(part -> asked.put(part.key(), PersonNames.TRAITS)));
    Set<Long> named = visitors.derivation().findTraits(asked).keySet();
    visitors
        .gained()
        .forEach((person, parts) -> {
          if (parts.stream().anyMatch(part -> named.contains(part.key()))) {
            visitors.renamed().add(person);
          }
        });
  }

  /** Only the company of the own address stays with somebody to be looked at again. */
  private void clear(Derivation derivation, VisitorWork visitors, Map<ProfileKey, Person> people) {
    Map<ProfileKey, Domain> companies = new HashMap<>();
    for (ProfileKey key : visitors.unsettled()) {
      Person person = people.get(key);
      if (person != null) {
        people.put(key, person.cleared());
        if (person.known()) {
          company(person).ifPresent(domain -> companies.put(key, domain));
        }
      }
    }
    Map<Domain, Account> accounts = new HashMap<>();
    derivation
        .findAccountsByDomain(visitors.workspace(), new HashSet<>(companies.values()))
        .forEach(account -> accounts.put(account.domain(), account));
    companies.forEach((key, domain) -> {
      Account account = accounts.get(domain);
      if (account != null) {
        AccountLink link = new AccountLink(account.key(), AccountLink.Via.EMAIL, 0, domain.value());
        people.computeIfPresent(key, (same, person) -> person.linked(link));
      }
    });
  }

  private Optional<Domain> company(Person person) {
    String host = new EmailAddress(person.subject()).domain();
    return domains.read(host) instanceof DomainResult.Ok(Domain domain)
        ? Optional.of(domain)
        : Optional.empty();
  }

  private static List<PartFacts> facts(VisitorWork visitors) {
    List<ProfilePart> parts =
        new ArrayList<>(visitors.derivation().findPartsOf(visitors.unsettled()));
    visitors
        .gained()
        .forEach((person, gained) -> {
          if (!visitors.unsettled().contains(person)) {
            parts.addAll(gained);
          }
        });
    return visitors.derivation().facts(parts);
  }

  private static void apply(
      VisitorWork visitors, List<PartFacts> facts, Map<ProfileKey, Person> people) {
    Set<ProfileKey> divided = new LinkedHashSet<>();
    for (PartFacts fact : facts) {
      if (fact instanceof PartFacts.Located located && located.divided()) {
        divided.add(located.part().profile());
      }
    }
    visitors.loadOwnerships(divided);
    for (PartFacts fact : facts) {
      ProfileKey key = fact.part().person();
      switch (fact) {
        case PartFacts.Seen(ProfilePart _, long at) ->
            people.computeIfPresent(key, (same, person) -> person.seen(at));
        case PartFacts.Stated(ProfilePart _, AccountLink link) ->
            people.computeIfPresent(key, (same, person) -> person.linked(link));
        case PartFacts.Located located ->
            located(visitors, located)
                .ifPresent(
                    link -> people.computeIfPresent(key, (same, person) -> person.linked(link)));
      }
    }
  }

  /** Of several people with one id, each was at a place when the id was theirs. */
  private static Optional<AccountLink> located(VisitorWork visitors, PartFacts.Located located) {
    if (!located.divided()) {
      return Optional.of(located.link(located.lastAt()));
    }
    Ownership ownership = visitors.ownership(located.part().profile());
    ProfileKey person = located.part().person();
    if (ownership.ownerAt(located.lastAt()).equals(person)) {
      return Optional.of(located.link(located.lastAt()));
    }
    return ownership.ownerAt(located.firstAt()).equals(person)
        ? Optional.of(located.link(located.firstAt()))
        : Optional.empty();
  }

  private static void write(
      VisitorWork visitors, Map<ProfileKey, Person> before, Map<ProfileKey, Person> after) {
    VisitorDerivation profiles = visitors.derivation();
    List<Person> changed = new ArrayList<>();
    Map<Long, Long> seen = new LinkedHashMap<>();
    Set<Long> recount = new LinkedHashSet<>();
    after.forEach((key, person) -> {
      Person old = Objects.requireNonNull(before.get(key));
      noteCompany(visitors, old);
      noteCompany(visitors, person);
      if (!person.equals(old)) {
        changed.add(person);
        noteAccounts(old, person, seen, recount);
        if (!Objects.equals(company(old.link()), company(person.link()))) {
          visitors.moved().add(key);
        }
      } else if (visitors.newcomers().contains(key)) {
        changed.add(person);
      }
    });
    profiles.updatePeople(changed);
    profiles.seenAtAccounts(seen);
    profiles.recountAccounts(recount);
  }

  private static void noteCompany(VisitorWork visitors, Person person) {
    if (person.link() != null) {
      visitors.companies().add(person.link().account().value());
    }
  }

  private static void noteAccounts(
      Person old, Person person, Map<Long, Long> seen, Set<Long> recount) {
    AccountLink from = old.link();
    AccountLink to = person.link();
    boolean stays = from != null && to != null && from.account().equals(to.account());
    boolean later = isLater(person.listedAt(), old.listedAt());
    if (from != null && old.listedAt() != null && (!stays || !later)) {
      boolean unchanged = stays && Objects.equals(person.listedAt(), old.listedAt());
      if (!unchanged) {
        recount.add(from.account().value());
      }
    }
    if (to != null && person.listedAt() != null && (!stays || later)) {
      seen.merge(to.account().value(), person.listedAt(), Math::max);
    }
  }

  private static @Nullable AccountKey company(@Nullable AccountLink link) {
    return link == null ? null : link.account();
  }

  private static boolean isLater(@Nullable Long at, @Nullable Long than) {
    return at != null && (than == null || at > than);
  }
}
