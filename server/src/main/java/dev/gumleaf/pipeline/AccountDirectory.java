package dev.gumleaf.pipeline;

import dev.gumleaf.identity.KnownAccounts;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountIds;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Derivation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts of one workspace that a slice names, looked up at once, and those that it brings
 * into being.
 */
final class AccountDirectory implements KnownAccounts {
  private final Derivation derivation;
  private final WorkspaceId workspace;
  private final Map<Domain, Account> byDomain = new HashMap<>();
  private final Map<AccountId, Account> byId = new HashMap<>();
  private final List<Account> created = new ArrayList<>();
  private final int unseen;
  private long nextKey;

  AccountDirectory(
      Derivation derivation,
      WorkspaceId workspace,
      Collection<Domain> domains,
      Collection<AccountId> ids) {
    this.derivation = derivation;
    this.workspace = workspace;
    derivation.findAccountsByDomain(workspace, domains).forEach(this::know);
    unseen = domains.size() - byDomain.size();
    derivation.findAccountsById(workspace, ids).forEach(this::know);
  }

  private void know(Account account) {
    byDomain.put(account.domain(), account);
    byId.put(account.id(), account);
  }

  /** The account of a domain, which comes into being if it is new. */
  Account require(Domain domain) {
    Account known = byDomain.get(domain);
    return known == null ? create(domain) : known;
  }

  /** Keys are taken for all domains at once that could need one; those left over are never used. */
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

  /** The accounts that the slice brought into being. */
  List<Account> created() {
    return created;
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
