package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.identity.AccountResolver;
import dev.gumleaf.identity.Resolution;
import dev.gumleaf.ingest.AccountBatch;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the account of each request and of each company that visitors name or come from, creates
 * those seen for the first time, and hands the usable entries on.
 */
final class ResolveAccounts implements Step {
  @Override
  public String name() {
    return "resolve_accounts";
  }

  @Override
  public void apply(SliceWork work) {
    for (SliceRequest request : work.requests()) {
      request.batch().rejected().forEach(rejected -> work.refuse(request, rejected));
    }
    work.requestsByWorkspace().forEach((workspace, requests) -> resolve(work, workspace, requests));
  }

  private static void resolve(SliceWork work, WorkspaceId workspace, List<SliceRequest> requests) {
    Set<Domain> domains = new LinkedHashSet<>();
    Set<AccountId> ids = new LinkedHashSet<>();
    for (SliceRequest request : requests) {
      if (request.batch() instanceof AccountBatch batch) {
        collect(batch, domains, ids);
      }
    }
    List<PersonWork> people = work.visitors(workspace).people();
    people.forEach(person -> domains.addAll(person.domains()));
    AccountDirectory directory = new AccountDirectory(work.derivation(), workspace, domains, ids);
    for (SliceRequest request : requests) {
      if (request.batch() instanceof AccountBatch batch && isMeant(batch)) {
        resolve(work, directory, request, batch);
      }
    }
    people.forEach(person -> resolve(work, directory, person));
    directory.insertCreated();
    work.visitors(workspace).accounts(directory);
  }

  private static void collect(AccountBatch batch, Set<Domain> domains, Set<AccountId> ids) {
    switch (batch.account()) {
      case null -> {}
      case AccountRef.ByDomain(Domain domain) -> domains.add(domain);
      case AccountRef.ById(AccountId id) -> ids.add(id);
      case AccountRef.ByBoth(AccountId id, Domain domain) -> {
        ids.add(id);
        domains.add(domain);
      }
    }
  }

  /** A request whose every entry was refused does not bring its account into being. */
  private static boolean isMeant(AccountBatch batch) {
    return batch.account() != null && (!batch.calls().isEmpty() || batch.rejected().isEmpty());
  }

  private static void resolve(
      SliceWork work, AccountDirectory directory, SliceRequest request, AccountBatch batch) {
    AccountRef ref = requireNonNull(batch.account());
    switch (AccountResolver.resolve(ref, directory)) {
      case Resolution.Found(Account account) -> keep(work, request, account);
      case Resolution.Created(Domain domain) -> keep(work, request, directory.create(domain));
      case Resolution.Unknown(AccountId id) ->
          setAside(work, request, "unknown_account", "no account has the id " + id.value());
      case Resolution.Contradiction(AccountId id, Domain domain) ->
          setAside(
              work,
              request,
              "account_contradiction",
              "the account " + id.value() + " does not have the domain of the request");
    }
  }

  private static void keep(SliceWork work, SliceRequest request, Account account) {
    for (Call call : request.batch().calls()) {
      work.keep(request, call, account);
    }
  }

  private static void setAside(SliceWork work, SliceRequest request, String reason, String detail) {
    for (Call call : request.batch().calls()) {
      work.setAside(request, call, null, reason, detail);
    }
  }

  /** What an identify says about the company, in {@code $account}, is said to the account. */
  private static void resolve(SliceWork work, AccountDirectory directory, PersonWork person) {
    person.domains().forEach(directory::require);
    for (PendingVisit visit : person.visits()) {
      StatedAccount stated = visit.stated();
      if (stated != null && stated.domain() != null) {
        work.keepImplied(visit, stated.identify(), directory.require(stated.domain()));
      }
    }
  }
}
