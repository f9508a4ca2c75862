package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.EffectiveTime;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One usable entry on its way through the steps, each of which fills in what it decides. */
final class PendingEntry {
  private final SliceRequest request;
  private final Call call;
  private final Account account;
  private @Nullable ItemOutcome outcome;

  PendingEntry(SliceRequest request, Call call, Account account) {
    this.request = request;
    this.call = call;
    this.account = account;
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

  /**
   * When the entry holds from, in the store's precision, so that comparing before and after agree.
   */
  Instant effectiveAt() {
    return EffectiveTime.of(call.sentAt(), request.entry().receivedAt())
        .truncatedTo(ChronoUnit.MILLIS);
  }

  /** The group of an identify, in the form that every store can hold. */
  GroupId group(Call.Identify identify) {
    return new GroupId(PlainText.of(identify.group().value()));
  }

  void decide(ItemOutcome decided) {
    outcome = decided;
  }

  ItemOutcome outcome() {
    return requireNonNull(outcome, "the store step decides every entry");
  }

  boolean isStored() {
    return outcome instanceof ItemOutcome.Stored;
  }
}
