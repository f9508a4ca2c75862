package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public or secret key of a workspace.
 *
 * @param value a public key itself; the SHA-256 of a secret one, in hexadecimal
 * @param shown what people recognise it by: a public key itself, the beginning of a secret one
 * @param disabledAt null while it works
 */
public record StoredKey(
    long id,
    WorkspaceId workspace,
    String value,
    String shown,
    String label,
    Instant createdAt,
    @Nullable Instant disabledAt) {
  /** Never the hash, which somebody could try to guess from. */
  @Override
  public String toString() {
    return "StoredKey[" + id + "]";
  }
}
