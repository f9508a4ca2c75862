package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.VisitorCall;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.EffectiveTime;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.store.VisitRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One usable entry about a person, on its way through the steps. */
final class PendingVisit {
  private final PersonWork person;
  private final VisitorCall visitorCall;
  private final Set<Mark> marks;
  private Instant effectiveAt;
  private @Nullable String sessionId;
  private @Nullable StatedAccount stated;
  private @Nullable ItemOutcome outcome;
  private @Nullable VisitRow row;
  private long addedFocusMillis;

  PendingVisit(
      PersonWork person, VisitorCall visitorCall, boolean bot, @Nullable StatedAccount stated) {
    this.person = person;
    this.visitorCall = visitorCall;
    this.stated = stated;
    JournalEntry entry = person.request().entry();
    this.marks = Mark.noticed(entry.userAgent(), call().sentAt(), entry.receivedAt());
    if (bot) {
      marks.add(Mark.BOT);
    }
    if (visitorCall.implied()) {
      marks.add(Mark.IMPLIED);
    }
    this.effectiveAt =
        EffectiveTime.of(call().sentAt(), entry.receivedAt()).truncatedTo(ChronoUnit.MILLIS);
    String session = visitorCall.context().sessionId();
    this.sessionId = session == null ? null : PlainText.of(session);
  }

  PersonWork person() {
    return person;
  }

  SliceRequest request() {
    return person.request();
  }

  VisitorCall visitorCall() {
    return visitorCall;
  }

  Call call() {
    return visitorCall.call();
  }

  Set<Mark> marks() {
    return marks;
  }

  boolean isImplied() {
    return visitorCall.implied();
  }

  boolean isHidden() {
    return marks.stream().anyMatch(Mark::isHidden);
  }

  /** When the entry holds from, in the store's precision. */
  Instant effectiveAt() {
    return effectiveAt;
  }

  long at() {
    return effectiveAt.toEpochMilli();
  }

  /** The browser's session, as it can be stored; null outside of one. */
  @Nullable String sessionId() {
    return sessionId;
  }

  /** What it says about the person's company; null for most. */
  @Nullable StatedAccount stated() {
    return stated;
  }

  /** How long the page was in front, as this copy of the view says; 0 for other kinds. */
  long focusMillis() {
    return call() instanceof Call.PageView view ? view.focusMillis() : 0;
  }

  /** The domain of the company that it says something about. */
  Optional<String> statedDomain() {
    return stated == null || stated.domain() == null
        ? Optional.empty()
        : Optional.of(stated.domain().value());
  }

  /** Says nothing about the company, which is forgotten. */
  void forgetStated() {
    stated = null;
  }

  void decide(ItemOutcome decided) {
    outcome = decided;
  }

  /** Decides that it is new, and how it is stored. */
  void store(ItemOutcome decided, VisitRow stored) {
    outcome = decided;
    row = stored;
  }

  /** How it is stored: itself when it was new, else what its copy made of the first one. */
  VisitRow row() {
    return requireNonNull(row, "only what was stored or grew has a row");
  }

  /**
   * Decides that it is another copy of a page view, with more focus time than was known. The view
   * is as hidden, of the time and of the session that its first copy was.
   */
  void grow(ItemOutcome decided, VisitRow first, VisitRow grown) {
    outcome = decided;
    row = grown;
    addedFocusMillis = grown.focusMillis() - first.focusMillis();
    marks.clear();
    marks.addAll(Mark.ofBits(first.marks()));
    effectiveAt = Instant.ofEpochMilli(first.effectiveAt());
    sessionId = first.sessionId();
  }

  ItemOutcome outcome() {
    return requireNonNull(outcome, "the store step decides every entry");
  }

  boolean isStored() {
    return outcome instanceof ItemOutcome.Stored;
  }

  boolean isUpdated() {
    return outcome instanceof ItemOutcome.Updated;
  }

  long addedFocusMillis() {
    return addedFocusMillis;
  }
}
