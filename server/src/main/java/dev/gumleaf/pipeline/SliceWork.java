package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.EntryOutcome;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Change;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the steps know about one slice while they work on it. Lives as long as the slice's
 * transaction, on one thread.
 */
final class SliceWork {
  private final Derivation derivation;
  private final List<SliceRequest> requests = new ArrayList<>();
  private final List<PendingEntry> entries = new ArrayList<>();
  private final List<Fate> fates = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<AccountKey, Account> touched = new HashMap<>();
  private final Map<WorkspaceId, VisitorWork> visitors = new LinkedHashMap<>();
  private ScoreChanges scored = ScoreChanges.NONE;

  SliceWork(Derivation derivation) {
    this.derivation = derivation;
  }

  void add(SliceRequest request) {
    requests.add(request);
  }

  /** Adds a request whose entries cannot even be counted; what it holds is kept for an operator. */
  void addUnreadable(SliceRequest request, RuntimeException bug) {
    requests.add(request);
    byte[] body = request.entry().body();
    fates.add(
        fate(
            request,
            Fate.Outcome.SET_ASIDE,
            "unreadable",
            bug.getClass().getSimpleName(),
            CallKind.TRACK,
            0,
            null,
            null,
            content(new RawJson(body, 0, body.length))));
  }

  Derivation derivation() {
    return derivation;
  }

  List<SliceRequest> requests() {
    return requests;
  }

  /** The usable entries in the order they were received. */
  List<PendingEntry> entries() {
    return entries;
  }

  void keep(SliceRequest request, Call call, Account account) {
    entries.add(new PendingEntry(request, call, account, null));
    touched.put(account.key(), account);
  }

  /**
   * Adds what an entry about a person says about the company; nobody is told what becomes of it.
   */
  void keepImplied(PendingVisit visit, Call call, Account account) {
    PendingEntry entry = new PendingEntry(visit.request(), call, account, visit.person());
    if (visit.isHidden()) {
      entry.mute();
    }
    entries.add(entry);
    touched.put(account.key(), account);
  }

  Map<WorkspaceId, List<SliceRequest>> requestsByWorkspace() {
    Map<WorkspaceId, List<SliceRequest>> byWorkspace = new LinkedHashMap<>();
    for (SliceRequest request : requests) {
      byWorkspace
          .computeIfAbsent(request.entry().workspace(), workspace -> new ArrayList<>())
          .add(request);
    }
    return byWorkspace;
  }

  void add(PersonWork person) {
    visitors(person.request().entry().workspace()).people().add(person);
  }

  /** The people of one workspace. */
  VisitorWork visitors(WorkspaceId workspace) {
    return visitors.computeIfAbsent(workspace, key -> new VisitorWork(key, derivation.visitors()));
  }

  /** The people of each workspace that has any. */
  Collection<VisitorWork> visitors() {
    return visitors.values();
  }

  /** The accounts that have entries in this slice. */
  Map<AccountKey, Account> touched() {
    return touched;
  }

  /** The scores that the slice changed. */
  ScoreChanges scored() {
    return scored;
  }

  void scored(ScoreChanges changes) {
    scored = changes;
  }

  List<Fate> fates() {
    return fates;
  }

  /** When the newest request of the slice came; the same whenever the slice is applied. */
  Instant receivedAt() {
    return requests.getLast().entry().receivedAt();
  }

  /** Notes something for the feed of changes. */
  void note(Change change) {
    changes.add(change);
  }

  List<Change> changes() {
    return changes;
  }

  /** Notes an entry that was refused when it was read. */
  void refuse(SliceRequest request, Rejected rejected) {
    request.report(
        new EntryOutcome(
            rejected.kind(),
            rejected.index(),
            rejected.messageId(),
            new ItemOutcome.Refused(rejected.reason())));
    fates.add(
        fate(
            request,
            Fate.Outcome.REJECTED,
            rejected.reason().code(),
            rejected.detail(),
            rejected.kind(),
            rejected.index(),
            rejected.messageId(),
            null,
            content(rejected.content())));
  }

  /** Refuses an entry about somebody who is forgotten; nothing of it is kept. */
  void refuseForgotten(SliceRequest request, Call call) {
    RejectReason reason = RejectReason.SUPPRESSED;
    request.report(
        new EntryOutcome(
            call.kind(), call.index(), call.messageId(), new ItemOutcome.Refused(reason)));
    fates.add(
        fate(
            request,
            Fate.Outcome.REJECTED,
            reason.code(),
            reason.meaning(),
            call.kind(),
            call.index(),
            null,
            null,
            null));
  }

  /** Notes an entry that was read but cannot be applied. */
  void setAside(
      SliceRequest request, Call call, @Nullable Account account, String reason, String detail) {
    request.report(
        new EntryOutcome(
            call.kind(), call.index(), call.messageId(), new ItemOutcome.SetAside(reason)));
    fates.add(
        fate(
            request,
            Fate.Outcome.SET_ASIDE,
            reason,
            detail,
            call.kind(),
            call.index(),
            call.messageId(),
            account,
            content(call.body())));
  }

  /** Notes a repeated entry; a conflict keeps the content that was not taken. */
  void repeat(PendingEntry entry, Fate.Outcome outcome, String detail, @Nullable String content) {
    if (entry.isImplied()) {
      return;
    }
    Call call = entry.call();
    fates.add(
        fate(
            entry.request(),
            outcome,
            outcome.word(),
            detail,
            call.kind(),
            call.index(),
            call.messageId(),
            entry.account(),
            content == null ? null : cut(content)));
  }

  /** Notes a repeated entry about a person. */
  void repeat(PendingVisit visit, Fate.Outcome outcome, String detail, @Nullable String content) {
    if (visit.isImplied()) {
      return;
    }
    Call call = visit.call();
    fates.add(
        fate(
                visit.request(),
                outcome,
                outcome.word(),
                detail,
                call.kind(),
                call.index(),
                call.messageId(),
                null,
                content == null ? null : cut(content))
            .of(visit.person().subject().key()));
  }

  private static Fate fate(
      SliceRequest request,
      Fate.Outcome outcome,
      String reason,
      String detail,
      CallKind kind,
      int index,
      @Nullable MessageId messageId,
      @Nullable Account account,
      @Nullable String content) {
    return new Fate(
        request.entry().workspace(),
        outcome,
        reason,
        detail,
        kind,
        index,
        messageId,
        account == null ? null : account.key(),
        request.entry().requestId(),
        request.entry().receivedAt(),
        content,
        null);
  }

  private static String content(RawJson json) {
    return cut(json.text());
  }

  private static String cut(String text) {
    int end = Math.min(text.length(), Fate.CONTENT_CHARS_MAX);
    return PlainText.of(text.substring(0, end));
  }
}
