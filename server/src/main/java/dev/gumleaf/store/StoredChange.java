package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ProfileKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is shown, with the names that things have now.
 *
 * @param profile of what happened to somebody
 * @param person whose the profile is; null when it is several people's, by the time
 * @param company of what happened to a company
 * @param score the score now and before, in JSON; null when that is not what changed
 */
public record StoredChange(
    long key,
    ChangeKind kind,
    Instant at,
    @Nullable ProfileKey profile,
    @Nullable ProfileKey person,
    @Nullable Company company,
    @Nullable Hit hit,
    @Nullable Audience audience,
    @Nullable String score) {

  /** A company as it is shown, and whether nobody wants to see it. */
  public record Company(AccountId id, Domain domain, boolean excluded) {}

  /**
   * What set a signal off.
   *
   * @param version of the signal; null when the hit is gone, like the evidence
   * @param evidence JSON
   */
  public record Hit(
      long key,
      long signal,
      String name,
      Instant at,
      @Nullable Integer version,
      @Nullable String evidence) {}

  /** An audience; its name is null when it is gone. */
  public record Audience(long id, @Nullable String name) {}

  /** When it happened, which decides whose it is. */
  public Instant happenedAt() {
    return hit == null ? at : hit.at();
  }
}
