package dev.gumleaf.ingest;

import dev.gumleaf.ingest.Outcomes.Announcement;
import dev.gumleaf.journal.AppendCallback;
import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Takes requests: reads them, makes them durable, and answers. Thread-safe; never blocks. */
public final class Ingest {
  /** How long a reply with results waits for the pipeline, unless a setting says otherwise. */
  public static final Duration RESULTS_TIMEOUT = Duration.ofSeconds(5);

  private final AccountBatchReader reader;
  private final Journal journal;
  private final AccountCheck accounts;
  private final Executor lookups;
  private final Outcomes outcomes;
  private final ScheduledExecutorService timer;
  private final Duration resultsTimeout;
  private final IngestListener listener;

  /**
   * The way into a journal.
   *
   * @param lookups runs the account check, which may block
   * @param timer ends waits for results; does nothing else on its thread but answer
   */
  public Ingest(
      AccountBatchReader reader,
      Journal journal,
      AccountCheck accounts,
      Executor lookups,
      Outcomes outcomes,
      ScheduledExecutorService timer,
      Duration resultsTimeout,
      IngestListener listener) {
    this.reader = reader;
    this.journal = journal;
    this.accounts = accounts;
    this.lookups = lookups;
    this.outcomes = outcomes;
    this.timer = timer;
    this.resultsTimeout = resultsTimeout;
    this.listener = listener;
  }

  /**
   * Takes a request and gives the reply to {@code replies}, once: from this thread when it is
   * refused at the door, else from the journal's, the pipeline's or the timer's, so the taker must
   * be quick.
   */
  public void accept(IngestRequest request, Consumer<IngestReply> replies) {
    listener.received(request.entry().body().length);
    AccountBatch batch;
    try {
      batch = read(request);
    } catch (ApiException e) {
      refuse(e, replies);
      return;
    }
    boolean hasEntries = !batch.calls().isEmpty() || !batch.rejected().isEmpty();
    if (batch.problem() != null && !hasEntries) {
      refuse(batch.problem(), replies);
      return;
    }
    // A batch without a usable entry is journaled all the same, so that its entries can be found by
    // their message ids; its account does not matter.
    boolean applies = !batch.calls().isEmpty() || !hasEntries;
    switch (batch.account()) {
      case AccountRef.ById id when applies -> checkAndAppend(request, batch, id, replies);
      case AccountRef.ByBoth both when applies -> checkAndAppend(request, batch, both, replies);
      case null, default -> append(request, batch, replies);
    }
  }

  private AccountBatch read(IngestRequest request) {
    return switch (request.entry().kind()) {
      case ACCOUNTS_BATCH -> reader.read(request.entry());
      case ERASED -> throw new IllegalArgumentException("nobody sends an erased entry");
    };
  }

  private void refuse(ApiException error, Consumer<IngestReply> replies) {
    listener.refused(error.code());
    replies.accept(new IngestReply.Refused(error.code(), error.detail(), "[]"));
  }

  private void checkAndAppend(
      IngestRequest request,
      AccountBatch batch,
      AccountRef account,
      Consumer<IngestReply> replies) {
    try {
      lookups.execute(() -> {
        Optional<ApiException> error = check(request, account);
        if (error.isPresent()) {
          refuse(error.get(), replies);
        } else {
          append(request, batch, replies);
        }
      });
    } catch (RejectedExecutionException e) {
      refuse(new ApiException(ErrorCode.OVERLOADED, "too many look-ups are waiting"), replies);
    }
  }

  private Optional<ApiException> check(IngestRequest request, AccountRef account) {
    try {
      return accounts.check(request.entry().workspace(), account);
    } catch (ApiException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      // The request would never be answered otherwise.
      return Optional.of(
          new ApiException(ErrorCode.STORAGE_FAILED, "the account could not be looked up"));
    }
  }

  private void append(IngestRequest request, AccountBatch batch, Consumer<IngestReply> replies) {
    EntryCounts counts = EntryCounts.of(batch);
    BatchReceipt receipt = BatchReceipt.of(request, batch, counts);
    if (request.wantsResults() && !batch.calls().isEmpty()) {
      Announcement announcement = outcomes.announce();
      append(
          request,
          counts,
          sequence -> answerLater(announcement, sequence, receipt, replies),
          error -> {
            announcement.withdraw();
            refuse(error, replies);
          });
    } else {
      // Written now, because the journal's thread has others to answer.
      IngestReply reply = reply(batch, receipt);
      append(request, counts, sequence -> replies.accept(reply), error -> refuse(error, replies));
    }
  }

  private void append(
      IngestRequest request,
      EntryCounts counts,
      LongConsumer onDurable,
      Consumer<ApiException> onRefused) {
    journal.append(
        request.entry(),
        new AppendCallback() {
          @Override
          public void durable(long sequence) {
            listener.journaled();
            counts.tell(listener);
            onDurable.accept(sequence);
          }

          @Override
          public void refused(Refusal refusal) {
            onRefused.accept(error(refusal));
          }
        });
  }

  private static ApiException error(Refusal refusal) {
    return switch (refusal) {
      case QUEUE_FULL ->
          new ApiException(ErrorCode.OVERLOADED, "too many requests wait to be written");
      case STORAGE_FULL ->
          new ApiException(ErrorCode.STORAGE_FULL, "there is no space to write the request");
      case FAILED -> new ApiException(ErrorCode.STORAGE_FAILED, "the request could not be written");
      case CLOSED -> new ApiException(ErrorCode.STOPPING, "the server takes no more requests");
    };
  }

  private static IngestReply reply(AccountBatch batch, BatchReceipt receipt) {
    ApiException problem = batch.problem();
    if (problem != null) {
      return refused(problem.code(), problem.detail(), batch);
    }
    if (batch.dropped() == null && batch.calls().isEmpty() && !batch.rejected().isEmpty()) {
      String first = batch.rejected().getFirst().detail();
      return refused(
          ErrorCode.NOTHING_USABLE, "no entry could be used; the first one: " + first, batch);
    }
    return new IngestReply.Accepted(ReceiptJson.of(receipt));
  }

  private static IngestReply refused(ErrorCode code, String detail, AccountBatch batch) {
    return new IngestReply.Refused(code, detail, ReceiptJson.rejected(batch.rejected()));
  }

  private void answerLater(
      Announcement announcement,
      long sequence,
      BatchReceipt receipt,
      Consumer<IngestReply> replies) {
    announcement.waitFor(
        sequence,
        known -> replies.accept(new IngestReply.Accepted(ReceiptJson.of(receipt.with(known)))));
    try {
      Future<?> _ =
          timer.schedule(
              () -> outcomes.expire(sequence), resultsTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The server is stopping; without a timer nobody would end the wait.
      outcomes.expire(sequence);
    }
  }
}
