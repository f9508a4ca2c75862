package dev.gumleaf.pipeline;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Claim;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ClaimRow;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Forgetting;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.StaleScores;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.store.VisitorDerivation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Forgets one person in the state, inside one transaction: the profile, every id that is the
 * person's alone, the person's time on shared ids, and what the person's statements said about
 * companies. What remains is as if the person had never been.
 */
final class PersonErasure {
  private final Derivation derivation;
  private final VisitorDerivation profiles;
  private final Forgetting forgetting;
  private final StaleScores stale;
  private final WorkspaceId workspace;
  private final DomainReader domains;
  private final ShowPeople showPeople;
  private final Map<CallKind, Long> counts = new EnumMap<>(CallKind.class);
  private final Set<String> addresses = new TreeSet<>();
  private final Set<Long> names = new LinkedHashSet<>();
  private final Set<AccountKey> accounts = new LinkedHashSet<>();
  private final List<Profile> gone = new ArrayList<>();

  PersonErasure(Transaction tx, WorkspaceId workspace, DomainReader domains) {
    this.derivation = new Derivation(tx);
    this.profiles = derivation.visitors();
    this.forgetting = new Forgetting(tx);
    this.stale = new StaleScores(tx);
    this.workspace = workspace;
    this.domains = domains;
    this.showPeople = new ShowPeople(domains);
  }

  /** What was forgotten. */
  Receipt receipt() {
    return new Receipt(
        gone.stream().map(profile -> profile.id().value()).distinct().toList(),
        List.copyOf(addresses),
        Map.copyOf(counts),
        accounts.size());
  }

  /**
   * The profiles that are forgotten with a person, the person first: those of the ids that belong
   * to nobody else.
   */
  static List<Profile> all(Forgetting forgetting, Profile person) {
    List<Profile> all = new ArrayList<>();
    all.add(person);
    for (Profile id : forgetting.findIds(person.key())) {
      if (person.key().equals(id.sole())) {
        all.add(id);
      }
    }
    return all;
  }

  void run(Profile person) {
    VisitorWork visitors = new VisitorWork(workspace, profiles);
    List<Profile> whole = all(forgetting, person);
    for (Profile id : forgetting.findIds(person.key())) {
      if (!whole.contains(id)) {
        leave(visitors, id, person.key());
      }
    }
    forgetting.deleteClaims(person.key());
    profiles
        .findParts(whole.stream().map(Profile::key).toList())
        .forEach(part -> visitors.unsettled().add(part.person()));
    for (Profile profile : whole) {
      collect(profile.key());
      accounts.addAll(forgetting.findAccounts(profile.key()));
    }
    // Parts first of all, because whole profiles hold parts of one another.
    whole.forEach(profile -> forgetting.delete(profile.key()));
    gone.addAll(whole);
    names.forEach(forgetting::deleteUnused);
    AccountRecount recount = new AccountRecount(derivation, forgetting);
    accounts.forEach(recount::run);
    visitors.unsettled().removeIf(key -> whole.stream().anyMatch(p -> p.key().equals(key)));
    showPeople.show(derivation, visitors);
    List<Long> companies = accounts.stream().map(AccountKey::value).toList();
    profiles.recountAccounts(companies);
    derivation.memberships().touch(AudienceKind.ACCOUNTS, companies, Why.DELETION);
    KeepMemberships.leave(derivation.memberships(), visitors, Why.DELETION);
    ScoreAccounts.noteStale(stale, derivation.signals().changedHits(), visitors);
  }

  private void collect(ProfileKey profile) {
    forgetting.count(profile).forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    addresses.addAll(forgetting.findAddresses(profile));
    names.addAll(forgetting.findNames(profile));
  }

  /** Takes the person's time out of an id that others use as well. */
  private void leave(VisitorWork visitors, Profile id, ProfileKey person) {
    List<ClaimRow> claims = profiles.findClaims(List.of(id.key()));
    Ownership before = ownership(id, claims);
    Ownership after =
        ownership(id, claims.stream().filter(row -> !row.claim().person().equals(person)).toList());
    accounts.addAll(forgetting.findAccounts(id.key()));
    for (Ownership.Range range : before.rangesOf(person)) {
      forgetting.deleteRange(id.key(), range.from(), range.until());
    }
    if (after.sole().isEmpty()) {
      visitors.know(id.key(), after);
    }
    PartKeeper keeper = new PartKeeper(derivation, visitors, workspace, domains);
    keeper.load(List.of(id));
    keeper.countWithout(person, id.key(), before, after);
    profiles.showProfiles(List.of(id.shownAs(after.sole().orElse(null), id.shared())));
  }

  private static Ownership ownership(Profile id, List<ClaimRow> claims) {
    List<Claim> inForce =
        claims.stream().filter(row -> !row.undone()).map(ClaimRow::claim).toList();
    return Ownership.of(id.key(), inForce);
  }

  /** What was forgotten of one person; holds nothing of what it was. */
  record Receipt(
      List<String> profiles, List<String> addresses, Map<CallKind, Long> counts, int accounts) {}
}
