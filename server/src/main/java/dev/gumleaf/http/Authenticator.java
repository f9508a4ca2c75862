package dev.gumleaf.http;

import dev.gumleaf.model.WorkspaceId;
import java.util.Optional;

/** Finds the workspace of a secret key. Never blocks; thread-safe. */
@FunctionalInterface
public interface Authenticator {
  Optional<WorkspaceId> findWorkspace(String secretKey);
}
