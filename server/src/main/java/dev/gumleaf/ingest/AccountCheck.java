package dev.gumleaf.ingest;

import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.WorkspaceId;
import java.util.Optional;

/** Looks up whether a batch that names an account id can be applied. May block. */
@FunctionalInterface
public interface AccountCheck {
  /** The error to answer with; empty when the account can be used. */
  Optional<ApiException> check(WorkspaceId workspace, AccountRef account);
}
