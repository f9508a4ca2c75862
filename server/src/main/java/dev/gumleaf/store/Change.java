package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed, for those who follow a workspace. It refers to what it is about: nothing
 * that customers sent is copied here, so nothing has to be found here when somebody is forgotten.
 */
public sealed interface Change {
  WorkspaceId workspace();

  /** When it was noticed. */
  Instant at();

  /** Something set a signal off. */
  record HitFound(WorkspaceId workspace, Instant at, WrittenHit hit) implements Change {}

  /** What had set a signal off turned out not to have. */
  record HitWithdrawn(WorkspaceId workspace, Instant at, WrittenHit hit) implements Change {}

  /** The number of an account's score went into another band, or its trend changed. */
  record ScoreChanged(
      WorkspaceId workspace, Instant at, AccountKey account, Standing before, Standing now)
      implements Change {}

  /** Somebody or a company came to meet the filter of an audience. */
  record Entered(WorkspaceId workspace, Instant at, long audience, Member member)
      implements Change {}

  /** Somebody or a company does not meet the filter of an audience any more. */
  record Left(WorkspaceId workspace, Instant at, long audience, Member member) implements Change {}

  /**
   * Where the interest of an account stood.
   *
   * @param number of its score, 0 to 100
   * @param trend null when nothing is known about it
   */
  record Standing(int number, @Nullable Trend trend) {}

  /** Who is in an audience: one of the two. */
  record Member(@Nullable ProfileKey profile, @Nullable AccountKey account) {
    public Member {
      if ((profile == null) == (account == null)) {
        throw new IllegalArgumentException("a member is a person or a company");
      }
    }

    public static Member of(ProfileKey person) {
      return new Member(person, null);
    }

    public static Member of(AccountKey account) {
      return new Member(null, account);
    }
  }
}
