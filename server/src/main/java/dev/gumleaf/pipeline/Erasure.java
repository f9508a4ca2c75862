package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.CustomerText;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionRequest;
import dev.gumleaf.store.DeletionRequest.Status;
import dev.gumleaf.store.DeletionStore;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.DeletionSubject.Kind;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.ErasedTexts;
import dev.gumleaf.store.Forgetting;
import dev.gumleaf.store.ProfileIds;
import dev.gumleaf.store.Scrub;
import dev.gumleaf.store.TextRedaction;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets people and companies everywhere: the journal, the state, what was refused or set aside,
 * and the bytes that deleting leaves behind in files.
 *
 * <p>The order is what makes it safe to break off anywhere: nothing more is taken from the moment
 * of the request; the journal goes before the state, because only the state knows which ids a
 * person had; and the request forgets whom it was about at the very end.
 */
final class Erasure {
  private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);

  /**
   * A file that is no larger is written anew, so that no byte of the forgotten is left in unused
   * parts of pages; of a larger one the free pages are overwritten.
   */
  private static final long STATE_RENEW_MAX = 256L << 20;

  /** The same for the journal; requests wait meanwhile, so it has to be quick. */
  private static final long JOURNAL_RENEW_MAX = 64L << 20;

  private final Journal journal;
  private final Database database;
  private final BatchReader reader;
  private final DomainReader domains;
  private final ErasureLedger ledger;
  private final InstantSource clock;
  private final LongPredicate awaitApplied;
  private final DeletionStore deletions = new DeletionStore();

  /**
   * The erasure.
   *
   * @param awaitApplied waits until the state is up to a sequence; false to give up
   */
  Erasure(
      Journal journal,
      Database database,
      BatchReader reader,
      DomainReader domains,
      ErasureLedger ledger,
      InstantSource clock,
      LongPredicate awaitApplied) {
    this.journal = journal;
    this.database = database;
    this.reader = reader;
    this.domains = domains;
    this.ledger = ledger;
    this.clock = clock;
    this.awaitApplied = awaitApplied;
  }

  void run(DeletionRequest request) {
    move(request, Status.PROCESSING);
    ledger.append(request);
    long until = journal.lastSequence();
    if (!awaitApplied.test(until)) {
      return;
    }
    Targets targets =
        database.write(tx -> {
          Targets found = Targets.of(new Forgetting(tx), new Derivation(tx), request);
          ProfileIds ids = ids(request.workspace());
          found
              .accountIds()
              .forEach(id ->
                  deletions.suppress(
                      tx,
                      request.workspace(),
                      ids.fingerprint(Kind.namedAccount(id)),
                      clock.instant()));
          found
              .profileIds()
              .forEach(id ->
                  deletions.suppress(
                      tx,
                      request.workspace(),
                      ids.fingerprint(Kind.PROFILE_ID.named(id)),
                      clock.instant()));
          return found;
        });
    ErasedTexts texts = new ErasedTexts(targets.texts());
    JournalErasure rewriter =
        new JournalErasure(
            reader, request.workspace(), targets::isGone, targets::isGone, targets::isIn, texts);
    Journal.Rewrite journaled = journal.rewrite(until, rewriter);
    database.write(tx -> {
      new Forgetting(tx).deleteFates(request.workspace(), rewriter.requestIds());
      return true;
    });
    // Before the people go, because afterwards nobody knows which names were theirs.
    new TextRedaction(database).redact(request.workspace(), CustomerText.COLUMNS, texts);
    for (DeletionSubject subject : request.subjects()) {
      forget(request, subject, journaled);
    }
    database.write(tx -> {
      deletions.forgetSubjects(tx, request.id());
      return true;
    });
    scrub(STATE_RENEW_MAX, JOURNAL_RENEW_MAX);
    move(request, Status.COMPLETED);
    LOG.atInfo()
        .addKeyValue("event", "erased")
        .addKeyValue("deletion_request_id", request.id())
        .addKeyValue("subjects", request.subjects().size())
        .log("a request to forget was carried out");
  }

  private void move(DeletionRequest request, Status status) {
    database.write(tx -> {
      deletions.move(tx, request.id(), status, null, clock.instant());
      return true;
    });
  }

  private ProfileIds ids(WorkspaceId workspace) {
    return database.read(tx -> new Derivation(tx).forgetting(workspace)).orElseThrow();
  }

  private void forget(DeletionRequest request, DeletionSubject subject, Journal.Rewrite journaled) {
    if (subject.subject() == null) {
      return;
    }
    database.write(tx -> {
      new Derivation(tx).lockPosition();
      // Another node may have done it meanwhile.
      if (deletions.hasReceipt(tx, request.id(), subject.position())) {
        return false;
      }
      SubjectErasure erasure = new SubjectErasure(tx, request.workspace(), domains);
      String receipt = erasure.run(subject, journaled.changed());
      deletions.receipt(tx, request.id(), subject.position(), receipt);
      return true;
    });
  }

  private void scrub(long stateRenewMax, long journalRenewMax) {
    Scrub.Result state = database.scrub(stateRenewMax);
    Scrub.Result log = journal.scrub(journalRenewMax);
    LOG.atInfo()
        .addKeyValue("event", "scrubbed")
        .addKeyValue("state", state)
        .addKeyValue("journal", log)
        .log("the places of deleted rows were cleared");
    if (state == Scrub.Result.IN_USE || log == Scrub.Result.IN_USE) {
      throw new IllegalStateException(
          "a file was in use, so deleted rows can still be found in it");
    }
  }

  /** Takes out of the journal what came late from people who are forgotten; false if nothing. */
  boolean sweepLate() {
    List<Long> sequences = database.read(tx -> new Derivation(tx).findSuppressedRequests());
    if (sequences.isEmpty()) {
      return false;
    }
    Set<Long> late = new HashSet<>(sequences);
    long last = sequences.getLast();
    journal.rewrite(
        last,
        positioned ->
            late.contains(positioned.sequence())
                ? positioned.entry().erased()
                : positioned.entry());
    database.write(tx -> {
      new Derivation(tx).forgetSuppressedRequests(last);
      return true;
    });
    scrub(0, JOURNAL_RENEW_MAX);
    return true;
  }

  /**
   * Carries out again what was carried out before a backup was put back that does not know of it.
   */
  void replayLedger() {
    ledger.replay(database, clock.instant());
  }
}
