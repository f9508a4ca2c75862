package dev.gumleaf.pipeline;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.MembershipDerivation;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks again at who is in which audience, of the companies and people about whom a slice brought
 * something. Has to come when everything that audiences can ask is written.
 *
 * <p>Each audience is asked once about all of them. When that would be too much for one slice, they
 * are left to {@link MembershipWorker}, for whom many slices about the same are one.
 */
final class KeepMemberships implements Step {
  /** Answers of all audiences about a slice; each is a few look-ups. */
  private static final int ANSWERS_MAX = 5_000;

  private final Audiences audiences = new Audiences();
  private final InstantSource clock;

  KeepMemberships(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "keep_memberships";
  }

  @Override
  public void apply(SliceWork work) {
    MembershipDerivation memberships = work.derivation().memberships();
    for (WorkspaceId workspace : work.requestsByWorkspace().keySet()) {
      List<Followed> asked = audiences.of(memberships, workspace);
      if (!asked.isEmpty()) {
        Touched touched = touched(work, workspace, memberships);
        if (touched.answers(asked) > ANSWERS_MAX) {
          memberships.touch(AudienceKind.ACCOUNTS, touched.companies, Why.ENTRIES);
          memberships.touch(AudienceKind.VISITORS, touched.people, Why.ENTRIES);
          memberships.touch(AudienceKind.VISITORS, touched.merged, Why.MERGE);
        } else {
          MembershipKeeper keeper = new MembershipKeeper(memberships, workspace, clock.instant());
          keeper.look(asked, AudienceKind.ACCOUNTS, touched.companies, Why.ENTRIES);
          keeper.look(asked, AudienceKind.VISITORS, touched.people, Why.ENTRIES);
          keeper.look(asked, AudienceKind.VISITORS, touched.merged, Why.MERGE);
          keeper.finish().forEach(change -> work.note(MembershipKeeper.news(workspace, change)));
        }
      }
    }
  }

  /** Leaves whom something happened to beside the journal to the worker. */
  static void leave(MembershipDerivation memberships, VisitorWork visitors, Why why) {
    List<Long> people = keys(visitors.shown());
    memberships.touch(AudienceKind.VISITORS, people, why);
    memberships.touch(AudienceKind.ACCOUNTS, visitors.companies(), why);
    memberships.touch(AudienceKind.ACCOUNTS, memberships.findCompanies(people), why);
  }

  private record Touched(Collection<Long> companies, Set<Long> people, Set<Long> merged) {
    long answers(List<Followed> asked) {
      return asked.stream()
          .flatMap(audience -> audience.parts().stream())
          .mapToLong(part ->
              switch (part.kind()) {
                case ACCOUNTS -> companies.size();
                case VISITORS -> people.size() + merged.size();
              })
          .sum();
    }
  }

  private static Touched touched(
      SliceWork work, WorkspaceId workspace, MembershipDerivation memberships) {
    VisitorWork visitors = work.visitors(workspace);
    Set<Long> people = new LinkedHashSet<>(keys(visitors.shown()));
    // What was sent for an id can be about each of those who have it by turns.
    Set<ProfileKey> subjects = new LinkedHashSet<>();
    for (PersonWork person : visitors.people()) {
      if (person.visits().stream().anyMatch(visit -> visit.isStored() || visit.isUpdated())) {
        subjects.add(person.subject().key());
      }
    }
    people.addAll(memberships.findOwners(keys(subjects)));
    Set<Long> merged = new LinkedHashSet<>(keys(visitors.gained().keySet()));
    merged.addAll(keys(visitors.unsettled()));
    people.addAll(merged);
    Set<Long> companies = new LinkedHashSet<>(visitors.companies());
    companies.addAll(memberships.findCompanies(people));
    for (PendingEntry entry : work.entries()) {
      if (entry.isStored() && entry.request().entry().workspace().equals(workspace)) {
        companies.add(entry.account().key().value());
      }
    }
    work.scored().after().forEach(score -> companies.add(score.account().value()));
    work.scored().gone().forEach(account -> companies.add(account.value()));
    people.removeAll(merged);
    return new Touched(memberships.withHeads(companies), people, merged);
  }

  private static List<Long> keys(Collection<ProfileKey> profiles) {
    return profiles.stream().map(ProfileKey::value).toList();
  }
}
