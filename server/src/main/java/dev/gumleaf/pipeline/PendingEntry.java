package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.EffectiveTime;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.store.EntryRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One usable entry on its way through the steps, each of which fills in what it decides. */
final class PendingEntry {
  private final SliceRequest request;
  private final Call call;
  private final Account account;
  private final @Nullable PersonWork saidBy;
  private final Set<Mark> marks;
  private final Instant effectiveAt;
  private @Nullable ItemOutcome outcome;
  private @Nullable EntryRow row;

  /**
   * An entry of a company.
   *
   * @param saidBy the person of whose entry, which is reported itself, it is only a part; null for
   *     an entry of its own
   */
  PendingEntry(SliceRequest request, Call call, Account account, @Nullable PersonWork saidBy) {
    this.request = request;
    this.call = call;
    this.account = account;
    this.saidBy = saidBy;
    JournalEntry entry = request.entry();
    this.marks = Mark.noticed(entry.userAgent(), call.sentAt(), entry.receivedAt());
    this.effectiveAt =
        EffectiveTime.of(call.sentAt(), entry.receivedAt()).truncatedTo(ChronoUnit.MILLIS);
  }

  SliceRequest request() {
    return request;
  }

  Call call() {
    return call;
  }

  Account account() {
    return account;
  }

  boolean isImplied() {
    return saidBy != null;
  }

  /** The person who said it about the company; null for what the company's own batch says. */
  @Nullable PersonWork saidBy() {
    return saidBy;
  }

  Set<Mark> marks() {
    return marks;
  }

  /**
   * When the entry holds from, in the store's precision, so that comparing before and after agree.
   */
  Instant effectiveAt() {
    return effectiveAt;
  }

  /** The group of an identify, in the form that every store can hold. */
  GroupId group(Call.Identify identify) {
    return new GroupId(PlainText.of(identify.group().value()));
  }

  void decide(ItemOutcome decided) {
    outcome = decided;
  }

  /** Decides that it is new, and how it is stored. */
  void store(ItemOutcome decided, EntryRow stored) {
    outcome = decided;
    row = stored;
  }

  /** How it is stored. */
  EntryRow row() {
    return requireNonNull(row, "only what was stored has a row");
  }

  /** Says nothing by itself: a program said it about the company. */
  void mute() {
    marks.add(Mark.UNHEARD);
  }

  /** Whether it can set signals off. */
  boolean isHeard() {
    return (Mark.bits(marks) & Mark.silentBits()) == 0;
  }

  ItemOutcome outcome() {
    return requireNonNull(outcome, "the store step decides every entry");
  }

  boolean isStored() {
    return outcome instanceof ItemOutcome.Stored;
  }
}
