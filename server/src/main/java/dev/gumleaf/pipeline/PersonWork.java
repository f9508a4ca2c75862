package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.PersonCalls;
import dev.gumleaf.ingest.VisitorCall;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.Profile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request says about one person, on its way through the steps. */
final class PersonWork {
  private final SliceRequest request;
  private final PersonCalls calls;
  private final Map<EmailAddress, Domain> companies;
  private final List<PendingVisit> visits = new ArrayList<>();
  private @Nullable Whereabouts whereabouts;
  private @Nullable Profile subject;

  /**
   * A person of a request.
   *
   * @param companies the companies of those addresses that have one
   * @param whereabouts where the visitor was; null when nothing says it
   */
  PersonWork(
      SliceRequest request,
      PersonCalls calls,
      Map<EmailAddress, Domain> companies,
      @Nullable Whereabouts whereabouts) {
    this.request = request;
    this.calls = calls;
    this.companies = companies;
    this.whereabouts = whereabouts;
  }

  SliceRequest request() {
    return request;
  }

  PersonRef ref() {
    return calls.person();
  }

  @Nullable Whereabouts whereabouts() {
    return whereabouts;
  }

  /** Whose address it was, if the person was seen to do anything there; programs do not count. */
  Optional<Domain> visited() {
    return whereabouts == null || visits.stream().allMatch(PendingVisit::isHidden)
        ? Optional.empty()
        : Optional.ofNullable(whereabouts.company());
  }

  /** Says nothing about whose address it was; the company is forgotten. */
  void forgetVisited() {
    whereabouts = requireNonNull(whereabouts).withoutCompany();
  }

  void add(PendingVisit visit) {
    visits.add(visit);
  }

  List<PendingVisit> visits() {
    return visits;
  }

  /** All addresses that the request says somebody has. */
  Set<EmailAddress> emails() {
    Set<EmailAddress> emails = new LinkedHashSet<>();
    EmailAddress known = ref().email();
    if (known != null) {
      emails.add(known);
    }
    for (VisitorCall call : calls.calls()) {
      if (call.claim() != null) {
        emails.add(call.claim().email());
      }
    }
    return emails;
  }

  /** The company that an address belongs to; null for private mailboxes. */
  @Nullable Domain company(EmailAddress email) {
    return companies.get(email);
  }

  /** All companies that the request has to do with. */
  Set<Domain> domains() {
    Set<Domain> domains = new LinkedHashSet<>(companies.values());
    visited().ifPresent(domains::add);
    for (PendingVisit visit : visits) {
      StatedAccount stated = visit.stated();
      if (stated != null && stated.domain() != null) {
        domains.add(stated.domain());
      }
    }
    return domains;
  }

  /** Under which profile the entries are kept. */
  Profile subject() {
    return requireNonNull(subject, "a step finds the profile of each person");
  }

  void subject(Profile found) {
    subject = found;
  }
}
