package dev.gumleaf.pipeline;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.AccountLink;
import dev.gumleaf.store.AddressRow;
import dev.gumleaf.store.ProfilePart;
import dev.gumleaf.store.SessionRow;
import dev.gumleaf.store.VisitActivity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts what is new, for the people whose it is, their sessions and the places they were seen at.
 * Counting, the earliest and the latest are sums and joins over distinct entries, so the order of
 * slices does not matter.
 */
final class CountVisits implements Step {
  private record Named(ProfileKey profile, String name) {}

  @Override
  public String name() {
    return "count_visits";
  }

  @Override
  public void apply(SliceWork work) {
    work.visitors().forEach(CountVisits::count);
  }

  private static void count(VisitorWork visitors) {
    loadParts(visitors);
    Map<ProfilePart, VisitActivity> activities = new LinkedHashMap<>();
    Map<Named, SessionRow> sessions = new LinkedHashMap<>();
    Map<Named, AddressRow> addresses = new LinkedHashMap<>();
    for (PersonWork person : visitors.people()) {
      for (PendingVisit visit : person.visits()) {
        if (visit.isStored() || visit.isUpdated()) {
          count(visitors, visit, activities);
          countSession(visit, sessions);
        }
        if (visit.isStored() && !visit.isHidden()) {
          locate(visitors, person, visit, addresses);
        }
      }
    }
    visitors.derivation().addActivity(activities);
    visitors.derivation().addSessions(sessions.values());
    visitors.derivation().addAddresses(addresses.values());
  }

  private static void loadParts(VisitorWork visitors) {
    Set<ProfileKey> subjects = new LinkedHashSet<>();
    visitors.people().forEach(person -> subjects.add(person.subject().key()));
    visitors.know(visitors.derivation().findParts(subjects));
  }

  private static void count(
      VisitorWork visitors, PendingVisit visit, Map<ProfilePart, VisitActivity> activities) {
    Profile subject = visit.person().subject();
    ProfileKey owner = visitors.owner(subject, visit.at());
    VisitActivity activity = activity(visit);
    activities.merge(visitors.part(subject.key(), owner), activity, VisitActivity::plus);
    visitors.seen().merge(owner, activity, VisitActivity::plus);
  }

  private static VisitActivity activity(PendingVisit visit) {
    if (visit.isUpdated()) {
      return visit.isHidden()
          ? VisitActivity.NONE
          : VisitActivity.ofFocus(visit.addedFocusMillis());
    }
    return VisitCount.of(
        visit.call().kind(), Mark.bits(visit.marks()), visit.focusMillis(), visit.at());
  }

  private static void countSession(PendingVisit visit, Map<Named, SessionRow> sessions) {
    String id = visit.sessionId();
    if (id == null || visit.isHidden()) {
      return;
    }
    CallKind kind = visit.call().kind();
    boolean fresh = visit.isStored();
    ProfileKey profile = visit.person().subject().key();
    sessions.merge(
        new Named(profile, id),
        new SessionRow(
            profile,
            id,
            visit.at(),
            visit.at(),
            fresh && kind == CallKind.PAGE_VIEW ? 1 : 0,
            fresh && kind == CallKind.TRACK ? 1 : 0,
            fresh ? visit.focusMillis() : visit.addedFocusMillis()),
        SessionRow::plus);
  }

  private static void locate(
      VisitorWork visitors,
      PersonWork person,
      PendingVisit visit,
      Map<Named, AddressRow> addresses) {
    Whereabouts place = person.whereabouts();
    if (place == null) {
      return;
    }
    Profile subject = person.subject();
    Account account =
        place.company() == null
            ? null
            : visitors.accounts().findByDomain(place.company()).orElse(null);
    addresses.merge(
        new Named(subject.key(), place.address()),
        new AddressRow(
            subject.key(),
            place.address(),
            visit.at(),
            visit.at(),
            account == null ? null : account.key(),
            place.confidence(),
            place.reason(),
            place.organization(),
            place.country(),
            place.region(),
            place.city()),
        AddressRow::plus);
    if (account != null) {
      if (subject.sole() == null) {
        visitors.unsettled().addAll(visitors.ownership(subject.key()).owners());
      } else {
        visitors.link(
            subject.sole(),
            new AccountLink(
                account.key(), AccountLink.Via.ADDRESS, visit.at(), account.domain().value()));
      }
    }
  }
}
