package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.Evidence;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.NewProfile;
import dev.gumleaf.store.ProfileIds;
import dev.gumleaf.store.VisitorDerivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the profile of each person, creates those seen for the first time, and notes what says that
 * an id belongs to somebody. What follows from that for what was stored before is {@link
 * ClaimLedger}'s.
 */
final class ResolveProfiles implements Step {
  /** Before everything: an id that we gave out was its person's from the start. */
  private static final long ALWAYS = 0;

  private final DomainReader domains;
  private final Supplier<String> newSecret;

  /**
   * The step.
   *
   * @param newSecret gives 32 random bytes in hexadecimal
   */
  ResolveProfiles(DomainReader domains, Supplier<String> newSecret) {
    this.domains = domains;
    this.newSecret = newSecret;
  }

  @Override
  public String name() {
    return "resolve_profiles";
  }

  @Override
  public void apply(SliceWork work) {
    for (VisitorWork visitors : work.visitors()) {
      if (!visitors.people().isEmpty()) {
        new OneWorkspace(work.derivation(), visitors).resolve();
      }
    }
  }

  private final class OneWorkspace {
    private final VisitorWork visitors;
    private final WorkspaceId workspace;
    private final List<PersonWork> people;
    private final VisitorDerivation derivation;
    private final ProfileIds profileIds;
    private final Map<String, Profile> byId = new HashMap<>();
    private final Map<String, Profile> byEmail = new HashMap<>();
    private final ClaimLedger claims;

    OneWorkspace(Derivation accounts, VisitorWork visitors) {
      this.visitors = visitors;
      this.workspace = visitors.workspace();
      this.people = visitors.people();
      this.derivation = visitors.derivation();
      this.profileIds = derivation.profileIds(workspace, newSecret);
      this.claims =
          new ClaimLedger(visitors, new PartKeeper(accounts, visitors, workspace, domains));
    }

    void resolve() {
      Set<String> ids = new LinkedHashSet<>();
      Map<String, Domain> companies = new HashMap<>();
      Set<String> emails = new LinkedHashSet<>();
      for (PersonWork person : people) {
        if (person.ref().id() != null) {
          ids.add(text(person.ref().id()));
        }
        for (EmailAddress email : person.emails()) {
          emails.add(email.value());
          Domain company = person.company(email);
          if (company != null) {
            companies.put(email.value(), company);
          }
        }
      }
      find(ids, emails);
      create(ids, emails, companies);
      people.forEach(person -> person.subject(subject(person)));
      people.forEach(this::claim);
      claims.settle();
      people.forEach(person -> person.subject(claims.shown(person.subject())));
    }

    private void find(Set<String> ids, Set<String> emails) {
      derivation
          .findProfiles(workspace, Profile.Kind.EMAIL, emails)
          .forEach(profile -> byEmail.put(profile.subject(), profile));
      Set<String> sought = new LinkedHashSet<>(ids);
      // A new person's id can have been seen before the person was.
      for (String email : emails) {
        if (!byEmail.containsKey(email)) {
          sought.add(profileIds.derive(new EmailAddress(email)).value());
        }
      }
      derivation
          .findProfiles(workspace, Profile.Kind.ID, sought)
          .forEach(profile -> byId.put(profile.subject(), profile));
    }

    private void create(Set<String> ids, Set<String> emails, Map<String, Domain> companies) {
      List<String> newIds = ids.stream().filter(id -> !byId.containsKey(id)).toList();
      List<String> newEmails =
          emails.stream().filter(email -> !byEmail.containsKey(email)).toList();
      if (newIds.isEmpty() && newEmails.isEmpty()) {
        return;
      }
      Map<String, Profile> known = new HashMap<>();
      derivation
          .findKnown(workspace, newIds)
          .forEach(profile -> known.put(profile.id().value(), profile));
      long key = derivation.nextProfileKeys(newIds.size() + newEmails.size());
      List<NewProfile> created = new ArrayList<>();
      for (String email : newEmails) {
        ProfileId id = profileIds.derive(new EmailAddress(email));
        Profile profile = Profile.created(new ProfileKey(key++), Profile.Kind.EMAIL, email, id);
        byEmail.put(email, profile);
        visitors.newcomers().add(profile.key());
        known.put(id.value(), profile);
        created.add(new NewProfile(profile, account(companies.get(email))));
        Profile own = byId.get(id.value());
        if (own != null) {
          claims.add(own, profile, Evidence.CANONICAL, ALWAYS, Source.SERVER, people.getFirst());
        }
      }
      List<Profile> canonical = new ArrayList<>();
      for (String id : newIds) {
        Profile profile =
            Profile.created(new ProfileKey(key++), Profile.Kind.ID, id, new ProfileId(id));
        byId.put(id, profile);
        created.add(new NewProfile(profile, null));
        if (known.containsKey(id)) {
          canonical.add(profile);
        }
      }
      derivation.insertProfiles(workspace, created);
      for (Profile profile : canonical) {
        claims.add(
            profile,
            requireNonNull(known.get(profile.subject())),
            Evidence.CANONICAL,
            ALWAYS,
            Source.SERVER,
            people.getFirst());
      }
    }

    private @Nullable AccountKey account(@Nullable Domain company) {
      return company == null
          ? null
          : visitors.accounts().findByDomain(company).map(Account::key).orElse(null);
    }

    private Profile subject(PersonWork person) {
      EmailAddress email = person.ref().email();
      return email != null
          ? requireNonNull(byEmail.get(email.value()))
          : requireNonNull(byId.get(text(requireNonNull(person.ref().id()))));
    }

    private void claim(PersonWork person) {
      ProfileId id = person.ref().id();
      if (id == null) {
        return;
      }
      Profile profile = requireNonNull(byId.get(text(id)));
      EmailAddress email = person.ref().email();
      if (email != null) {
        claimAll(profile, requireNonNull(byEmail.get(email.value())), person);
      }
      for (PendingVisit visit : person.visits()) {
        var claim = visit.visitorCall().claim();
        if (claim != null) {
          Profile known = requireNonNull(byEmail.get(claim.email().value()));
          claims.add(profile, known, claim.evidence(), visit.at(), visit.call().source(), person);
        }
      }
    }

    /**
     * Each entry says for its time who uses the id, so that it does not matter how entries are put
     * into requests.
     */
    private void claimAll(Profile id, Profile known, PersonWork person) {
      for (PendingVisit visit : person.visits()) {
        claims.add(id, known, Evidence.IDENTIFY, visit.at(), visit.call().source(), person);
      }
      if (person.visits().isEmpty()) {
        var entry = person.request().entry();
        Source source = entry.origin() == null ? Source.SERVER : Source.BROWSER;
        long at = entry.receivedAt().toEpochMilli();
        claims.add(id, known, Evidence.IDENTIFY, at, source, person);
      }
    }

    private static String text(ProfileId id) {
      return PlainText.of(id.value());
    }
  }
}
