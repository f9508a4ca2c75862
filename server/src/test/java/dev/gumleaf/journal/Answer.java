package dev.gumleaf.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a caller was told about one entry, every time it was told. */
final class Answer implements AppendCallback {
  /** One telling. */
  sealed interface Told {
    record Durable(long sequence) implements Told {}

    record Refused(Refusal refusal) implements Told {}

    static Told durable(long sequence) {
      return new Durable(sequence);
    }

    static Told refused(Refusal refusal) {
      return new Refused(refusal);
    }
  }

  private static final int SECONDS_MAX = 30;

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Told> first = new CompletableFuture<>();

  static Answer to(Journal journal, String body) {
    return to(journal, Entries.entry(body));
  }

  static Answer to(Journal journal, JournalEntry entry) {
    Answer answer = new Answer();
    journal.append(entry, answer);
    return answer;
  }

  @Override
  public void durable(long sequence) {
    tell(new Told.Durable(sequence));
  }

  @Override
  public void refused(Refusal refusal) {
    tell(new Told.Refused(refusal));
  }

  private void tell(Told now) {
    told.add(now);
    first.complete(now);
  }

  List<Told> told() {
    return told;
  }

  boolean isDurable() {
    return told.stream().anyMatch(Told.Durable.class::isInstance);
  }

  Told await() {
    try {
      return first.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("nobody told what became of the entry", e);
    }
  }
}
