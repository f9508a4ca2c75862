package dev.gumleaf.api;

import dev.gumleaf.ingest.AccountCheck;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Transaction;
import java.util.Optional;

/** Looks up the account ids of batches, so that a wrong one is answered instead of set aside. */
public final class StoreAccountCheck implements AccountCheck {
  private final Database database;
  private final AccountStore accounts;

  public StoreAccountCheck(Database database, AccountStore accounts) {
    this.database = database;
    this.accounts = accounts;
  }

  @Override
  public Optional<ApiException> check(WorkspaceId workspace, AccountRef account) {
    return database.read(tx ->
        switch (account) {
          case AccountRef.ByDomain byDomain -> Optional.<ApiException>empty();
          case AccountRef.ById(AccountId id) -> checkId(tx, workspace, id);
          case AccountRef.ByBoth(AccountId id, Domain domain) ->
              checkBoth(tx, workspace, id, domain);
        });
  }

  private Optional<ApiException> checkId(Transaction tx, WorkspaceId workspace, AccountId id) {
    return accounts.findById(tx, workspace, id).isPresent()
        ? Optional.empty()
        : Optional.of(
            new ApiException(ErrorCode.UNKNOWN_ACCOUNT, "no account has the id " + id.value()));
  }

  /** An id that nobody has says nothing beside a domain. */
  private Optional<ApiException> checkBoth(
      Transaction tx, WorkspaceId workspace, AccountId id, Domain domain) {
    Optional<AccountView> byId = accounts.findById(tx, workspace, id);
    boolean agree =
        byId.isEmpty()
            || accounts
                .findByDomain(tx, workspace, domain)
                .filter(byDomain -> byDomain.key().equals(byId.get().key()))
                .isPresent();
    return agree
        ? Optional.empty()
        : Optional.of(
            new ApiException(
                ErrorCode.ACCOUNT_CONTRADICTION,
                "the account " + id.value() + " does not have this domain"));
  }
}
