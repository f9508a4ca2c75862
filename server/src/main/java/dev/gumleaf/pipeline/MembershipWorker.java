package dev.gumleaf.pipeline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.AudiencePart;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.FollowedAudience;
import dev.gumleaf.store.FollowedAudience.Stage;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.MembershipDerivation;
import dev.gumleaf.store.MembershipDerivation.Due;
import dev.gumleaf.store.MembershipDerivation.Stretch;
import dev.gumleaf.store.MembershipDerivation.Touched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps up who is in which audience beside new entries: when time passes, when an audience is new
 * or asks something else, and when merges, exclusions and deletions touch somebody. Each piece of
 * work is a small transaction of its own that notes how far it came, so that it can be broken off
 * anywhere and others do not wait for long.
 */
public final class MembershipWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MembershipWorker.class);

  private static final Duration EVERY = Duration.ofMillis(500);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /** Companies or people looked at in one transaction. */
  private static final int ROWS = 500;

  /** Answers of all audiences in one transaction. */
  private static final int ANSWERS_MAX = 5_000;

  private final Database database;
  private final InstantSource clock;
  private final int rows;
  private final Audiences audiences = new Audiences();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** A worker that does not run yet. */
  public MembershipWorker(Database database, InstantSource clock) {
    this(database, clock, ROWS);
  }

  MembershipWorker(Database database, InstantSource clock, int rows) {
    this.database = database;
    this.clock = clock;
    this.rows = rows;
    this.thread = Thread.ofPlatform().name("memberships").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      Duration wait = EVERY;
      while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = EVERY;
        try {
          apply(() -> closed.getCount() > 0);
        } catch (RuntimeException e) {
          LOG.atWarn()
              .addKeyValue("event", "memberships_wait")
              .setCause(e)
              .log("who is in which audience could not be kept up; trying again");
          wait = RETRY_AFTER;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does all that there is to do, or a part of it if it is told to stop. */
  public void apply(BooleanSupplier goesOn) {
    compare();
    boolean more = true;
    while (more && goesOn.getAsBoolean()) {
      // Each takes a turn, whatever is left of the others.
      boolean touched = lookAtTouched();
      boolean due = lookAtDue();
      more = fill() || touched || due;
    }
  }

  /** Begins anew with audiences that ask something else than when everybody was looked at. */
  private void compare() {
    for (Followed audience : database.read(tx -> audiences.ofAll(new MembershipDerivation(tx)))) {
      FollowedAudience now = compared(audience);
      if (!now.equals(audience.audience())) {
        inTurn(memberships -> {
          if (isThere(memberships, audience)) {
            memberships.saveFill(now);
          }
          return now;
        });
      }
    }
  }

  private FollowedAudience compared(Followed audience) {
    WorkspaceId workspace = audience.audience().workspace();
    Collection<Long> signals =
        audience.asksForSignals()
            ? new HashSet<>(
                database.read(tx -> new MembershipDerivation(tx).findSignals(workspace)))
            : List.of();
    return audience.audience().compared(audience.fingerprint(signals));
  }

  private boolean isThere(MembershipDerivation memberships, Followed audience) {
    return memberships.findAudiences(audience.audience().workspace()).stream()
        .anyMatch(each -> each.audience().equals(audience.audience().audience()));
  }

  /** Work in the same turns as the slices of the journal, on any node. */
  private <T> T inTurn(Function<MembershipDerivation, T> work) {
    return database.writeDerived(tx -> {
      new Derivation(tx).lockPosition();
      return work.apply(new MembershipDerivation(tx));
    });
  }

  private boolean lookAtTouched() {
    if (database.read(tx -> new MembershipDerivation(tx).findTouched(1)).isEmpty()) {
      return false;
    }
    return inTurn(memberships -> {
      int asked = audiences.ofAll(memberships).stream().mapToInt(each -> each.parts().size()).sum();
      int some = Math.clamp(ANSWERS_MAX / Math.max(1, asked), 1, rows);
      List<Touched> touched = memberships.findTouched(some);
      touched.stream()
          .filter(each -> each.workspace() != 0)
          .collect(groupingBy(Touched::workspace))
          .forEach(
              (workspace, each) -> lookAtTouched(memberships, new WorkspaceId(workspace), each));
      memberships.forgetTouched(touched);
      return !touched.isEmpty();
    });
  }

  private void lookAtTouched(
      MembershipDerivation memberships, WorkspaceId workspace, List<Touched> touched) {
    List<Followed> asked = audiences.of(memberships, workspace);
    MembershipKeeper keeper = new MembershipKeeper(memberships, workspace, clock.instant());
    for (AudienceKind kind : AudienceKind.values()) {
      Map<Why, List<Long>> byWhy =
          touched.stream()
              .filter(each -> each.kind() == kind)
              .collect(groupingBy(Touched::why, mapping(Touched::key, toList())));
      byWhy.forEach((why, keys) ->
          keeper.look(
              asked,
              kind,
              kind == AudienceKind.ACCOUNTS ? memberships.withHeads(keys) : keys,
              why));
    }
    tell(memberships, workspace, keeper);
  }

  private boolean lookAtDue() {
    Instant now = clock.instant();
    if (database.read(tx -> new MembershipDerivation(tx).findDue(now, 1)).isEmpty()) {
      return false;
    }
    return inTurn(memberships -> {
      List<Due> due = memberships.findDue(now, rows);
      Map<WorkspaceId, List<Due>> byWorkspace = new LinkedHashMap<>();
      due.forEach(each ->
          byWorkspace.computeIfAbsent(each.workspace(), key -> new ArrayList<>()).add(each));
      byWorkspace.forEach((workspace, some) -> lookAtDue(memberships, workspace, some, now));
      // The people of companies may have become some to look at again.
      return !due.isEmpty();
    });
  }

  private void lookAtDue(
      MembershipDerivation memberships, WorkspaceId workspace, List<Due> due, Instant now) {
    Map<Long, Followed> byId = new LinkedHashMap<>();
    audiences.of(memberships, workspace).forEach(audience -> byId.put(audience.id(), audience));
    MembershipKeeper keeper = new MembershipKeeper(memberships, workspace, now);
    record Asked(long audience, int part) {}
    due.stream()
        .collect(
            groupingBy(
                each -> new Asked(each.audience(), each.part()), mapping(Due::key, toList())))
        .forEach((asked, keys) -> {
          Followed audience = byId.get(asked.audience());
          if (audience == null || asked.part() >= audience.parts().size()) {
            memberships.forgetDue(asked.audience(), asked.part(), keys);
          } else {
            keeper.look(audience, audience.parts().get(asked.part()), keys, Why.TIME);
          }
        });
    tell(memberships, workspace, keeper);
  }

  private static void tell(
      MembershipDerivation memberships, WorkspaceId workspace, MembershipKeeper keeper) {
    memberships.appendChanges(
        keeper.finish().stream().map(change -> MembershipKeeper.news(workspace, change)).toList());
  }

  /** Looks at some more for each audience for which not everybody was looked at. */
  private boolean fill() {
    List<FollowedAudience> filling =
        database.read(tx -> new MembershipDerivation(tx).findAudiences()).stream()
            .filter(FollowedAudience::isFilling)
            .toList();
    boolean more = false;
    for (FollowedAudience audience : filling) {
      more |= inTurn(memberships -> fill(memberships, audience));
    }
    return more;
  }

  private boolean fill(MembershipDerivation memberships, FollowedAudience filling) {
    for (Followed audience : audiences.of(memberships, filling.workspace())) {
      if (audience.id() == filling.audience().id()
          && audience.audience().isFilling()
          && audience.audience().version() != 0) {
        memberships.saveFill(fill(memberships, audience));
        return true;
      }
    }
    return false;
  }

  /** Gives how far it is then. */
  private FollowedAudience fill(MembershipDerivation memberships, Followed audience) {
    FollowedAudience at = audience.audience();
    if (audience.parts().isEmpty()) {
      return at.at(Stage.DONE, 0);
    }
    boolean ofCompanies = at.stage() == Stage.COMPANIES;
    if (ofCompanies && at.lastKey() == 0) {
      memberships.deletePartsFrom(audience.id(), audience.parts().size());
    }
    List<AudiencePart> asked =
        audience.parts().stream().filter(part -> part.isAudience() != ofCompanies).toList();
    if (asked.isEmpty()) {
      return at.at(Stage.MEMBERS, 0);
    }
    Stretch stretch =
        memberships.findStretch(at.workspace(), asked.getFirst().kind(), at.lastKey(), rows);
    MembershipKeeper keeper = new MembershipKeeper(memberships, at.workspace(), clock.instant());
    asked.forEach(part -> keeper.look(audience, part, stretch.keys(), Why.FILTER));
    tell(memberships, at.workspace(), keeper);
    if (stretch.last() > 0) {
      return at.at(at.stage(), stretch.last());
    }
    return at.at(ofCompanies ? Stage.MEMBERS : Stage.DONE, 0);
  }

  /** Finishes the transaction in hand, then stops. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
