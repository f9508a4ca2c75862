package dev.gumleaf.pipeline;

import dev.gumleaf.identity.AccountResolver;
import dev.gumleaf.identity.KnownAccounts;
import dev.gumleaf.identity.Resolution;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountIds;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Derivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the account of each request, creates those seen for the first time, and hands the usable
 * entries on.
 */
final class ResolveAccounts implements Step {
  @Override
  public String name() {
    return "resolve_accounts";
  }

  @Override
  public void apply(SliceWork work) {
    Map<WorkspaceId, List<SliceRequest>> byWorkspace = new LinkedHashMap<>();
    for (SliceRequest request : work.requests()) {
      request.batch().rejected().forEach(rejected -> work.refuse(request, rejected));
      byWorkspace
          .computeIfAbsent(request.entry().workspace(), workspace -> new ArrayList<>())
          .add(request);
    }
    byWorkspace.forEach((workspace, requests) -> resolve(work, workspace, requests));
  }

  private static void resolve(SliceWork work, WorkspaceId workspace, List<SliceRequest> requests) {
    Directory directory = new Directory(work.derivation(), workspace, requests);
    for (SliceRequest request : requests) {
      AccountRef ref = request.batch().account();
      if (ref != null && isMeant(request)) {
        resolve(work, directory, request, ref);
      }
    }
    directory.insertCreated();
  }

  /** A request whose every entry was refused does not bring its account into being. */
  private static boolean isMeant(SliceRequest request) {
    return !request.batch().calls().isEmpty() || request.batch().rejected().isEmpty();
  }

  private static void resolve(
      SliceWork work, Directory directory, SliceRequest request, AccountRef ref) {
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

  /** The accounts that a slice names, looked up at once, and those that it brings into being. */
  private static final class Directory implements KnownAccounts {
    private final Derivation derivation;
    private final WorkspaceId workspace;
    private final Map<Domain, Account> byDomain = new HashMap<>();
    private final Map<AccountId, Account> byId = new HashMap<>();
    private final List<Account> created = new ArrayList<>();
    private final int unseen;
    private long nextKey;

    Directory(Derivation derivation, WorkspaceId workspace, List<SliceRequest> requests) {
      this.derivation = derivation;
      this.workspace = workspace;
      Set<Domain> domains = new LinkedHashSet<>();
      Set<AccountId> ids = new LinkedHashSet<>();
      for (SliceRequest request : requests) {
        switch (request.batch().account()) {
          case null -> {}
          case AccountRef.ByDomain(Domain domain) -> domains.add(domain);
          case AccountRef.ById(AccountId id) -> ids.add(id);
          case AccountRef.ByBoth(AccountId id, Domain domain) -> {
            ids.add(id);
            domains.add(domain);
          }
        }
      }
      derivation.findAccountsByDomain(workspace, domains).forEach(this::know);
      unseen = domains.size() - byDomain.size();
      derivation.findAccountsById(workspace, ids).forEach(this::know);
    }

    private void know(Account account) {
      byDomain.put(account.domain(), account);
      byId.put(account.id(), account);
    }

    /**
     * Keys are taken for all domains at once that could need one; those left over are never used.
     */
    Account create(Domain domain) {
      if (created.isEmpty()) {
        nextKey = derivation.nextAccountKeys(unseen);
      }
      AccountKey key = new AccountKey(nextKey++);
      Account account = new Account(key, AccountIds.derive(workspace, domain), domain, key);
      know(account);
      created.add(account);
      return account;
    }

    void insertCreated() {
      derivation.insertAccounts(workspace, created);
    }

    @Override
    public Optional<Account> findByDomain(Domain domain) {
      return Optional.ofNullable(byDomain.get(domain));
    }

    @Override
    public Optional<Account> findById(AccountId id) {
      return Optional.ofNullable(byId.get(id));
    }
  }
}
