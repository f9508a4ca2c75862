package dev.gumleaf.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.Answer.Told;
import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.JournalSlice.Positioned;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What callers sent and were told, to be held against what a journal keeps. Thread-safe. */
final class SentEntries {
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Sends an entry with a body that no other one has. */
  Answer send(Journal journal, String body) {
    Answer answer = Answer.to(journal, body);
    answers.put(body, answer);
    return answer;
  }

  Collection<Answer> answers() {
    return answers.values();
  }

  /**
   * Each was told exactly once; what was acknowledged is there, under that sequence; what was
   * refused is not, unless nobody can know; and nothing is there twice.
   */
  void assertKeptAsTold(JournalSlice kept) {
    assertThat(Entries.sequences(kept)).isSorted().doesNotHaveDuplicates();
    assertThat(Entries.bodies(kept)).doesNotHaveDuplicates().isSubsetOf(answers.keySet());
    Map<String, Long> sequences =
        kept.entries().stream().collect(Collectors.toMap(Entries::body, Positioned::sequence));
    answers.forEach((body, answer) -> {
      Told told = answer.await();
      assertThat(answer.told()).as(body).hasSize(1);
      switch (told) {
        case Told.Durable durable ->
            assertThat(sequences).as("acknowledged").containsEntry(body, durable.sequence());
        case Told.Refused(Refusal refusal) when refusal == Refusal.FAILED -> {
          // The engine may have committed before it failed.
        }
        case Told.Refused refused ->
            assertThat(sequences).as("refused: " + refused.refusal()).doesNotContainKey(body);
      }
    });
  }
}
