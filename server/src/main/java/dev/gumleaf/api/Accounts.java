package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Finds the account that a path or body names, by id or by any of its domains. */
final class Accounts {
  private final AccountStore store;
  private final DomainReader domains;

  Accounts(AccountStore store, DomainReader domains) {
    this.store = store;
    this.domains = domains;
  }

  /**
   * The account that is shown for the name in a request's path.
   *
   * @throws ApiException UNKNOWN_ACCOUNT
   */
  AccountView find(Transaction tx, Request request) {
    return find(tx, request.requireWorkspace(), request.parameter("account"));
  }

  /**
   * The account that is shown for this name.
   *
   * @throws ApiException UNKNOWN_ACCOUNT
   */
  AccountView find(Transaction tx, WorkspaceId workspace, String name) {
    return lookUp(tx, workspace, name)
        .orElseThrow(
            () -> new ApiException(ErrorCode.UNKNOWN_ACCOUNT, "no account has this id or domain"));
  }

  /** The account with its people and what they did. */
  AccountView withVisitors(Transaction tx, WorkspaceId workspace, AccountView account) {
    return store.withVisitors(tx, workspace, List.of(account)).getFirst();
  }

  /** The account of the company that a host belongs to, such as that of an e-mail address. */
  Optional<AccountView> findByHost(Transaction tx, WorkspaceId workspace, String host) {
    return domains.read(host) instanceof DomainResult.Ok(Domain domain)
        ? store.findByDomain(tx, workspace, domain)
        : Optional.empty();
  }

  /** The account that the one with this id is shown under. */
  Optional<AccountView> findById(Transaction tx, WorkspaceId workspace, AccountId id) {
    return store.findById(tx, workspace, id);
  }

  private Optional<AccountView> lookUp(Transaction tx, WorkspaceId workspace, String name) {
    if (name.startsWith(AccountId.PREFIX)) {
      return name.length() > AccountId.LENGTH_MAX
          ? Optional.empty()
          : store.findById(tx, workspace, new AccountId(name));
    }
    return findByHost(tx, workspace, name);
  }

  /**
   * A domain in its normal form.
   *
   * @throws ApiException BAD_DOMAIN or FREE_MAIL_DOMAIN
   */
  Domain domain(String text) {
    return switch (domains.read(text)) {
      case DomainResult.Ok(Domain domain) -> domain;
      case DomainResult.Refused refused -> throw new ApiException(refused.code(), refused.detail());
    };
  }
}
