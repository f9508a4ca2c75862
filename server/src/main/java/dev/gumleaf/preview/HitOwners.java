package dev.gumleaf.preview;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Claim;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.preview.OwnedHit.Standing;
import dev.gumleaf.store.ClaimRow;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.PastOwners;
import dev.gumleaf.store.PastOwners.Company;
import dev.gumleaf.store.PastOwners.Owner;
import dev.gumleaf.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose the hits of a stretch are, as they are shown today, and since when that could be
 * known. An anonymous visit says nothing about a company until somebody signs in; taking it as said
 * before would make every rule look clever, because buyers sign in. Not thread-safe.
 */
final class HitOwners {
  /** Whose a profile is, and since when its first claim said so. */
  private record Holder(Ownership ownership, Map<ProfileKey, Long> since) {}

  private final Map<ProfileKey, Holder> holders = new HashMap<>();
  private final Map<ProfileKey, Owner> people = new HashMap<>();
  private final Map<AccountKey, Company> companies = new HashMap<>();

  /** Looks up some profiles instead of those before. */
  void learnPeople(Transaction tx, List<ProfileKey> profiles) {
    holders.clear();
    people.clear();
    PastOwners owners = new PastOwners(tx);
    Map<ProfileKey, ProfileKey> soles = owners.soles(profiles);
    List<ProfileKey> claimed =
        profiles.stream().filter(profile -> !profile.equals(soles.get(profile))).toList();
    Map<ProfileKey, List<Claim>> claims = new HashMap<>();
    for (ClaimRow row : owners.claims(claimed)) {
      if (!row.undone()) {
        claims.computeIfAbsent(row.profile(), same -> new ArrayList<>()).add(row.claim());
      }
    }
    Set<ProfileKey> wanted = new HashSet<>(profiles);
    for (ProfileKey profile : claimed) {
      List<Claim> of = claims.getOrDefault(profile, List.of());
      Map<ProfileKey, Long> since = new HashMap<>();
      of.forEach(claim -> since.merge(claim.person(), claim.at(), Math::min));
      Holder holder = new Holder(Ownership.of(profile, of), since);
      holders.put(profile, holder);
      wanted.addAll(holder.ownership().owners());
    }
    people.putAll(owners.people(wanted));
  }

  /** Looks up some accounts instead of those before. */
  void learnCompanies(Transaction tx, List<AccountKey> accounts) {
    companies.clear();
    companies.putAll(new PastOwners(tx).companies(accounts));
  }

  /** Whose a hit is; its profile or account was looked up. */
  OwnedHit of(HitRow hit) {
    ProfileKey profile = hit.profile();
    if (profile == null) {
      Company company = companies.get(hit.account());
      return owned(hit, null, company, hit.at(), false);
    }
    Holder holder = holders.get(profile);
    ProfileKey person = holder == null ? profile : holder.ownership().ownerAt(hit.at());
    Owner owner = people.get(person);
    if (owner == null) {
      return owned(hit, person, null, hit.at(), false);
    }
    long claimed =
        holder == null ? Long.MIN_VALUE : holder.since().getOrDefault(person, Long.MIN_VALUE);
    long known = Math.max(hit.at(), Math.max(claimed, owner.since()));
    return owned(hit, person, owner.company(), known, owner.internal());
  }

  private static OwnedHit owned(
      HitRow hit,
      @Nullable ProfileKey person,
      @Nullable Company company,
      long knownAt,
      boolean internal) {
    Standing standing = Standing.COUNTS;
    if (internal) {
      standing = Standing.OWN_PEOPLE;
    } else if (company != null && company.excluded()) {
      standing = Standing.EXCLUDED_COMPANY;
    }
    return new OwnedHit(hit, person, company == null ? null : company.head(), knownAt, standing);
  }
}
