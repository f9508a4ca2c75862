package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.AccountBatch;
import dev.gumleaf.ingest.VisitorBatch;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.DeletionSubject.Kind;
import dev.gumleaf.store.ProfileIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what comes late about people and companies that asked to be forgotten, and notes the
 * requests, so that they are taken out of the journal as well.
 */
final class DropForgotten implements Step {
  @Override
  public String name() {
    return "drop_forgotten";
  }

  @Override
  public void apply(SliceWork work) {
    Set<Long> sequences = new HashSet<>();
    work.requestsByWorkspace()
        .forEach((workspace, requests) -> {
          Optional<ProfileIds> ids = work.derivation().forgetting(workspace);
          ids.ifPresent(fingerprints -> drop(work, workspace, requests, fingerprints, sequences));
        });
    work.derivation().noteSuppressed(sequences);
  }

  private static void drop(
      SliceWork work,
      WorkspaceId workspace,
      List<SliceRequest> requests,
      ProfileIds ids,
      Set<Long> sequences) {
    List<PersonWork> people = work.visitors(workspace).people();
    Map<PersonWork, Set<String>> prints = new LinkedHashMap<>();
    people.forEach(person -> prints.put(person, fingerprints(person, ids)));
    Map<SliceRequest, String> accounts = new HashMap<>();
    for (SliceRequest request : requests) {
      String named = account(request);
      if (named != null) {
        accounts.put(request, ids.fingerprint(named));
      }
    }
    Set<String> asked = new HashSet<>(accounts.values());
    prints.values().forEach(asked::addAll);
    for (PersonWork person : people) {
      person.visited().ifPresent(domain -> asked.add(fingerprint(ids, domain.value())));
      for (PendingVisit visit : person.visits()) {
        visit.statedDomain().ifPresent(domain -> asked.add(fingerprint(ids, domain)));
      }
    }
    Set<String> forgotten = work.derivation().findSuppressed(workspace, asked);
    for (PersonWork person : new ArrayList<>(people)) {
      if (requireNonNull(prints.get(person)).stream().anyMatch(forgotten::contains)) {
        people.remove(person);
        sequences.add(person.request().sequence());
        person.visits().stream()
            .filter(visit -> !visit.isImplied())
            .forEach(visit -> work.refuseForgotten(person.request(), visit.call()));
        if (person.request().batch() instanceof VisitorBatch batch && batch.people().size() == 1) {
          person.request().forget();
        }
      }
    }
    for (PersonWork person : people) {
      person
          .visited()
          .filter(domain -> forgotten.contains(fingerprint(ids, domain.value())))
          .ifPresent(domain -> person.forgetVisited());
      for (PendingVisit visit : person.visits()) {
        visit
            .statedDomain()
            .filter(domain -> forgotten.contains(fingerprint(ids, domain)))
            .ifPresent(domain -> visit.forgetStated());
      }
    }
    accounts.forEach((request, print) -> {
      if (forgotten.contains(print)) {
        sequences.add(request.sequence());
        request.batch().calls().forEach(call -> work.refuseForgotten(request, call));
        request.forget();
      }
    });
  }

  private static String fingerprint(ProfileIds ids, String domain) {
    return ids.fingerprint(Kind.DOMAIN.named(domain));
  }

  /** All names under which somebody could have asked. */
  static Set<String> fingerprints(PersonWork person, ProfileIds ids) {
    Set<String> prints = new HashSet<>();
    if (person.ref().id() != null) {
      prints.add(ids.fingerprint(Kind.PROFILE_ID.named(person.ref().id().value())));
    }
    // Also an address that somebody typed: it would bring the person into being again.
    for (EmailAddress email : person.emails()) {
      prints.add(ids.fingerprint(Kind.EMAIL.named(email.value())));
      var company = person.company(email);
      if (company != null) {
        prints.add(fingerprint(ids, company.value()));
      }
    }
    return prints;
  }

  private static @Nullable String account(SliceRequest request) {
    if (!(request.batch() instanceof AccountBatch batch)) {
      return null;
    }
    return switch (batch.account()) {
      case null -> null;
      case AccountRef.ById named -> Kind.namedAccount(named.id().value());
      case AccountRef.ByDomain named -> Kind.DOMAIN.named(named.domain().value());
      case AccountRef.ByBoth both -> Kind.DOMAIN.named(both.domain().value());
    };
  }
}
