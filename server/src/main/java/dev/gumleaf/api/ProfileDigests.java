package dev.gumleaf.api;

import dev.gumleaf.digest.DigestBuilder;
import dev.gumleaf.digest.KeyPath;
import dev.gumleaf.digest.ProfileDigest;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Holding;
import dev.gumleaf.store.Membership;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.StoredVisit;
import dev.gumleaf.store.TraitStore;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.store.VisitStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what somebody with nothing but a public key is told about a profile: of the company
 * whatever is known, of the person only to whoever presents an id that nobody guesses. An e-mail
 * address is no such thing, so it leads to a company and never to a person.
 */
final class ProfileDigests {
  /** Entries looked back on, which bounds the work of one request. */
  private static final int VISITS_MAX = 200;

  private static final String OWN_GROUP = "";

  private static final Comparator<StoredVisit> NEWEST_FIRST =
      Comparator.comparing(StoredVisit::effectiveAt).thenComparingLong(StoredVisit::key).reversed();

  private final Profiles profiles;
  private final ProfileStore store;
  private final VisitStore visits;
  private final Accounts accounts;
  private final TraitStore traits;

  ProfileDigests(
      Profiles profiles,
      ProfileStore store,
      VisitStore visits,
      Accounts accounts,
      TraitStore traits) {
    this.profiles = profiles;
    this.store = store;
    this.visits = visits;
    this.accounts = accounts;
    this.traits = traits;
  }

  /**
   * What is told.
   *
   * @param people whether people are told of at all
   */
  ProfileDigest find(
      Transaction tx, WorkspaceId workspace, ProfileQuestion question, boolean people) {
    DigestBuilder digest = new DigestBuilder();
    Optional<ProfileView> person =
        question.id().flatMap(id -> profiles.findById(tx, workspace, id));
    person
        .flatMap(known -> company(tx, workspace, known.company()))
        .or(() -> companyOf(tx, workspace, question))
        .ifPresent(account -> addCompany(digest, tx, account));
    if (people && question.id().filter(BrowserIds::isSecret).isPresent()) {
      person.ifPresent(known -> addPerson(digest, tx, workspace, known));
    }
    return digest.build();
  }

  private Optional<AccountView> company(
      Transaction tx, WorkspaceId workspace, @Nullable Membership membership) {
    return membership == null
        ? Optional.empty()
        : accounts.findById(tx, workspace, membership.id());
  }

  private Optional<AccountView> companyOf(
      Transaction tx, WorkspaceId workspace, ProfileQuestion question) {
    return question
        .email()
        .map(EmailAddress::domain)
        .flatMap(host -> accounts.findByHost(tx, workspace, host));
  }

  private void addCompany(DigestBuilder digest, Transaction tx, AccountView account) {
    digest.addText(KeyPath.COMPANY.member("domain"), account.domain().value());
    if (account.name() != null) {
      digest.addText(KeyPath.COMPANY.member("name"), account.name());
    }
    add(digest, KeyPath.COMPANY, traits.list(tx, account).getOrDefault(OWN_GROUP, TraitSet.EMPTY));
  }

  private void addPerson(
      DigestBuilder digest, Transaction tx, WorkspaceId workspace, ProfileView person) {
    add(digest, KeyPath.TOP, store.listTraits(tx, person.key()));
    List<StoredVisit> newest = newest(tx, workspace, profiles.held(tx, person).holdings());
    for (StoredVisit visit : newest) {
      if (visit.kind() == CallKind.TRACK) {
        digest.addEvents(visit.name(), 1);
      } else {
        String path = StoredBody.of(visit.body()).text("path");
        digest.addPageViews(path == null ? "" : path, 1);
      }
    }
    // Names and paths come first, so that many properties cannot push them out.
    newest.stream()
        .filter(visit -> visit.kind() == CallKind.TRACK)
        .forEach(event -> DigestValues.addMembers(digest, KeyPath.TOP, event.body()));
  }

  private static void add(DigestBuilder digest, KeyPath root, TraitSet set) {
    for (Trait trait : set.byName().values()) {
      DigestValues.addTrait(digest, root, trait);
    }
  }

  private List<StoredVisit> newest(Transaction tx, WorkspaceId workspace, List<Holding> holdings) {
    List<StoredVisit> newest = new ArrayList<>();
    for (CallKind kind : List.of(CallKind.TRACK, CallKind.PAGE_VIEW)) {
      VisitStore.Filter filter =
          new VisitStore.Filter(
              kind, Optional.empty(), Optional.empty(), Optional.empty(), VisitStore.Shown.VISIBLE);
      newest.addAll(
          visits.list(tx, workspace, holdings, filter, Optional.empty(), VISITS_MAX).items());
    }
    newest.sort(NEWEST_FIRST);
    return newest.subList(0, Math.min(newest.size(), VISITS_MAX));
  }
}
