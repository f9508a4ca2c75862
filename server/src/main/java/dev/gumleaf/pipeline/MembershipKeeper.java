package dev.gumleaf.pipeline;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.AudiencePart;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Change;
import dev.gumleaf.store.MembershipAnswer;
import dev.gumleaf.store.MembershipChange;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.MembershipDerivation;
import dev.gumleaf.store.MembershipState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks audiences about some companies or people, and notes what is different from before. Lives as
 * long as its transaction; the same transaction has the position locked, so that nobody else writes
 * about the same.
 */
final class MembershipKeeper {
  private final MembershipDerivation memberships;
  private final WorkspaceId workspace;
  private final Instant now;
  private final List<MembershipChange> changes = new ArrayList<>();

  MembershipKeeper(MembershipDerivation memberships, WorkspaceId workspace, Instant now) {
    this.memberships = memberships;
    this.workspace = workspace;
    this.now = now;
  }

  /** Asks each audience about some, with one statement for each. */
  void look(List<Followed> audiences, AudienceKind kind, Collection<Long> keys, Why why) {
    if (!keys.isEmpty()) {
      for (Followed audience : audiences) {
        audience.partsOf(kind).forEach(part -> look(audience, part, keys, why));
      }
    }
  }

  /** Asks one audience, or one of its parts. */
  void look(Followed audience, AudiencePart part, Collection<Long> keys, Why why) {
    Map<Long, MembershipState> before = memberships.findStates(audience.id(), part, keys);
    Set<Long> gone = new LinkedHashSet<>(before.keySet());
    List<MembershipState> changed = new ArrayList<>();
    List<Long> turned = new ArrayList<>();
    for (MembershipAnswer answer : memberships.ask(workspace, part, keys, now)) {
      gone.remove(answer.key());
      MembershipState old =
          before.getOrDefault(answer.key(), new MembershipState(answer.key(), null, null));
      MembershipState state = next(old, answer);
      if (!state.equals(old)) {
        changed.add(state);
      }
      if ((old.since() == null) == answer.holds()) {
        turned.add(answer.key());
        if (part.isAudience()) {
          changes.add(
              new MembershipChange(
                  audience.id(),
                  part.kind(),
                  answer.key(),
                  now,
                  answer.holds(),
                  audience.audience().isFilling() ? Why.FILTER : why));
        }
      }
    }
    // Of who is not there any more nothing is told.
    gone.forEach(key -> changed.add(new MembershipState(key, null, null)));
    memberships.write(audience.id(), part, changed);
    if (!part.isAudience() && !audience.audience().isFilling()) {
      memberships.touchPeopleOf(turned, why);
    }
  }

  private MembershipState next(MembershipState old, MembershipAnswer answer) {
    Long since = null;
    if (answer.holds()) {
      since = old.since() == null ? (Long) now.toEpochMilli() : old.since();
    }
    return new MembershipState(answer.key(), since, lookAt(old.lookAt(), answer.lookAt()));
  }

  /** A look that is planned already may come too early; that saves writing with each new entry. */
  private @Nullable Long lookAt(@Nullable Long planned, @Nullable Long next) {
    if (planned == null || planned <= now.toEpochMilli()) {
      return next;
    }
    return next == null || planned <= next ? planned : next;
  }

  /**
   * Writes who entered and left, and gives it: all that this transaction changed about who is in
   * which audience, in order.
   */
  List<MembershipChange> finish() {
    memberships.addChanges(changes);
    return List.copyOf(changes);
  }

  /** A change as the feed tells it. */
  static Change news(WorkspaceId workspace, MembershipChange change) {
    Change.Member member =
        switch (change.kind()) {
          case ACCOUNTS -> Change.Member.of(new AccountKey(change.key()));
          case VISITORS -> Change.Member.of(new ProfileKey(change.key()));
        };
    return change.entered()
        ? new Change.Entered(workspace, change.at(), change.audience(), member)
        : new Change.Left(workspace, change.at(), change.audience(), member);
  }
}
