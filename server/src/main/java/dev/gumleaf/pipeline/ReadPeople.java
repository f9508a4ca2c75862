package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.AccountTraits;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.ingest.PersonCalls;
import dev.gumleaf.ingest.VisitorBatch;
import dev.gumleaf.ingest.VisitorCall;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.PersonRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds out what requests say about people before anything is looked up. */
final class ReadPeople implements Step {
  private final DomainReader domains;
  private final Predicate<String> isBot;
  private final AddressLookup addresses;

  /**
   * The step.
   *
   * @param isBot whether a User-Agent is that of a program that nobody looks at
   */
  ReadPeople(DomainReader domains, Predicate<String> isBot, AddressLookup addresses) {
    this.domains = domains;
    this.isBot = isBot;
    this.addresses = addresses;
  }

  @Override
  public String name() {
    return "read_people";
  }

  @Override
  public void apply(SliceWork work) {
    for (SliceRequest request : work.requests()) {
      if (request.batch() instanceof VisitorBatch batch) {
        batch.people().forEach(calls -> work.add(person(request, calls)));
      }
    }
  }

  private PersonWork person(SliceRequest request, PersonCalls calls) {
    PersonWork person =
        new PersonWork(request, calls, companies(calls), whereabouts(request.entry(), calls));
    for (VisitorCall call : calls.calls()) {
      person.add(
          new PendingVisit(
              person, call, isBot(request.entry(), call), stated(person, call).orElse(null)));
    }
    return person;
  }

  private Map<EmailAddress, Domain> companies(PersonCalls calls) {
    Map<EmailAddress, Domain> companies = new LinkedHashMap<>();
    PersonRef person = calls.person();
    if (person.email() != null) {
      company(person.email().domain()).ifPresent(domain -> companies.put(person.email(), domain));
    }
    for (VisitorCall call : calls.calls()) {
      VisitorCall.Claim claim = call.claim();
      if (claim != null) {
        company(claim.email().domain()).ifPresent(domain -> companies.put(claim.email(), domain));
      }
    }
    return companies;
  }

  private Optional<Domain> company(String text) {
    return domains.read(text) instanceof DomainResult.Ok(Domain domain)
        ? Optional.of(domain)
        : Optional.empty();
  }

  /** A browser comes from where it is; a server that reports says nothing by its own address. */
  private @Nullable Whereabouts whereabouts(JournalEntry entry, PersonCalls calls) {
    String said = calls.address();
    String address = said == null && entry.origin() != null ? entry.address() : said;
    return address == null ? null : addresses.find(address).orElse(null);
  }

  /** The sender's User-Agent is the visitor's when it is a browser. */
  private boolean isBot(JournalEntry entry, VisitorCall call) {
    String agent = call.context().userAgent();
    String judged = agent == null && entry.origin() != null ? entry.userAgent() : agent;
    return judged != null && isBot.test(judged);
  }

  private Optional<StatedAccount> stated(PersonWork person, VisitorCall call) {
    if (!(call.call() instanceof Call.Identify identify)) {
      return Optional.empty();
    }
    return AccountTraits.read(identify.body())
        .map(traits -> {
          Optional<Domain> named = Optional.ofNullable(traits.domain()).flatMap(this::company);
          EmailAddress email = person.ref().email();
          Domain domain = named.orElseGet(() -> email == null ? null : person.company(email));
          return new StatedAccount(domain, named.isPresent(), traits.identify(identify));
        });
  }
}
