package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.durable;
import static dev.gumleaf.journal.Entries.all;
import static dev.gumleaf.journal.Entries.bodies;
import static dev.gumleaf.journal.Entries.sequences;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.journal.Answer.Told;
import dev.gumleaf.journal.Journal.Rewrite;
import dev.gumleaf.journal.JournalEntry.Kind;
import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@Timeout(120)
class JournalRewriteTest {
  /** More than is written back in one transaction. */
  private static final String LARGE = "x".repeat(600_000);

  @TempDir Path directory;

  private static void appendGroup(SqlJournal journal, String... bodies) {
    for (String body : bodies) {
      Answer.to(journal, body);
    }
    assertThat(journal.writeWaiting()).isTrue();
  }

  /** Puts one body in the place of another. */
  private static JournalEntry replace(Positioned entry, String body, String other) {
    return Entries.body(entry).equals(body)
        ? entry.entry().withBody(other.getBytes(UTF_8))
        : entry.entry();
  }

  @ParameterizedTest
  @EnumSource
  void rewrite_someEntries_areReadRedactedInTheirPlaces(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroup(journal, "a", "secret", "c");
      appendGroup(journal, "d");
      appendGroup(journal, "secret");
      Rewrite rewrite = journal.rewrite(5, entry -> replace(entry, "secret", "longer than before"));
      assertThat(rewrite).isEqualTo(new Rewrite(5, 2));
      assertThat(bodies(all(journal)))
          .containsExactly("a", "longer than before", "c", "d", "longer than before");
      Rewrite again = journal.rewrite(5, entry -> replace(entry, "secret", ""));
      assertThat(again).as("run again").isEqualTo(new Rewrite(5, 0));
    }
    try (SqlJournal journal = place.byHand()) {
      assertThat(sequences(all(journal))).containsExactly(1L, 2L, 3L, 4L, 5L);
      Answer answer = Answer.to(journal, "next");
      journal.writeWaiting();
      assertThat(answer.told()).containsExactly(durable(6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rewrite_wholeEntry_leavesAnEmptyOneOfKindErased(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      appendGroup(journal, "a", "b");
      journal.rewrite(1, entry -> entry.entry().erased());
      JournalEntry erased = all(journal).entries().getFirst().entry();
      assertThat(erased.kind()).isEqualTo(Kind.ERASED);
      assertThat(erased.body()).isEmpty();
      assertThat(erased.address()).isNull();
      assertThat(erased.userAgent()).isNull();
      assertThat(erased.receivedAt()).isEqualTo(Entries.RECEIVED);
      assertThat(bodies(all(journal))).containsExactly("", "b");
    }
  }

  @ParameterizedTest
  @EnumSource
  void rewrite_sequenceInsideAGroup_leavesWhatIsBehindIt(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      appendGroup(journal, "a");
      appendGroup(journal, "b", "c", "d");
      List<Long> asked = new ArrayList<>();
      Rewrite rewrite =
          journal.rewrite(
              3,
              entry -> {
                asked.add(entry.sequence());
                return entry.entry().erased();
              });
      assertThat(asked).containsExactly(1L, 2L, 3L);
      assertThat(rewrite).isEqualTo(new Rewrite(3, 3));
      assertThat(bodies(all(journal))).containsExactly("", "", "", "d");
    }
  }

  @ParameterizedTest
  @EnumSource
  void rewrite_emptyOrTrimmedJournal_endsAtOnce(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      assertThat(journal.rewrite(9, Positioned::entry)).isEqualTo(new Rewrite(0, 0));
      appendGroup(journal, "a");
      appendGroup(journal, "b");
      journal.trim(1, JournalPlace.START.plusMillis(1));
      assertThat(journal.rewrite(9, entry -> entry.entry().erased())).isEqualTo(new Rewrite(1, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rewrite_rewriterThrows_leavesWholeGroupsAndCanBeRunAgain(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      for (int i = 1; i <= 4; i++) {
        appendGroup(journal, i + LARGE, "b" + i);
      }
      assertThatThrownBy(() ->
              journal.rewrite(
                  8,
                  entry -> {
                    if (entry.sequence() == 6) {
                      throw new IllegalStateException("on purpose");
                    }
                    return entry.entry().erased();
                  }))
          .hasMessage("on purpose");
      assertThat(bodies(all(journal)))
          .as("what was written back before")
          .containsExactly("", "", "", "", 3 + LARGE, "b3", 4 + LARGE, "b4");
      assertThat(journal.rewrite(8, entry -> entry.entry().erased()).seen()).isEqualTo(8);
      assertThat(bodies(all(journal))).hasSize(8).containsOnly("");
      appendGroup(journal, "next");
      assertThat(journal.lastSequence()).isEqualTo(9);
    }
  }

  /** Each has read the group before the other one wrote it. */
  @ParameterizedTest
  @EnumSource
  void rewrite_twoAtOnce_neitherBringsBackWhatTheOtherErased(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroup(journal, "ann", "bob");
      appendGroup(journal, "ann");
      List<Long> asked = new ArrayList<>();
      Rewrite rewrite =
          journal.rewrite(
              3,
              entry -> {
                if (asked.isEmpty()) {
                  journal.rewrite(3, other -> replace(other, "bob", "-"));
                }
                asked.add(entry.sequence());
                return replace(entry, "ann", "-");
              });
      assertThat(bodies(all(journal))).containsExactly("-", "-", "-");
      assertThat(rewrite).isEqualTo(new Rewrite(3, 2));
      assertThat(asked).as("again, after the group had changed").hasSizeGreaterThan(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rewrite_groupTrimmedMeanwhile_doesNotComeBack(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroup(journal, "a", "b");
      appendGroup(journal, "c");
      Rewrite rewrite =
          journal.rewrite(
              3,
              entry -> {
                journal.trim(2, JournalPlace.START.plusMillis(1));
                return entry.entry().erased();
              });
      assertThat(rewrite).isEqualTo(new Rewrite(1, 1));
      assertThat(sequences(all(journal))).containsExactly(3L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rewrite_whileOthersAppendReadAndTrim_losesNothing(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    SentEntries sent = new SentEntries();
    int total = 2_000;
    try (SqlJournal journal = place.running();
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<Boolean> appends =
          threads.submit(() -> {
            for (int i = 0; i < total; i++) {
              Answer answer = sent.send(journal, i + " secret " + "x".repeat(i % 977));
              if (i % 8 == 0) {
                answer.await();
              }
            }
            return true;
          });
      Future<Boolean> reads =
          threads.submit(() -> {
            long position = 0;
            while (!appends.isDone()) {
              JournalSlice slice = journal.read(position, 100, 1 << 20);
              assertThat(sequences(slice))
                  .isEqualTo(
                      LongStream.rangeClosed(position + 1, slice.lastSequence()).boxed().toList());
              position = slice.lastSequence();
            }
            return true;
          });
      Future<Boolean> trims =
          threads.submit(() -> {
            while (!appends.isDone()) {
              // Nothing is trimmed, as nothing is old enough; the turns are taken all the same.
              journal.trim(journal.lastSequence(), JournalPlace.START);
            }
            return true;
          });
      while (!appends.isDone()) {
        journal.rewrite(journal.lastSequence(), JournalRewriteTest::withoutSecret);
      }
      assertThat(appends.get() && reads.get() && trims.get()).isTrue();
      assertThat(sent.answers()).allMatch(answer -> answer.await() instanceof Told.Durable);
      assertThat(place.fatal()).isEmpty();
      journal.rewrite(total, JournalRewriteTest::withoutSecret);
      assertThat(sequences(all(journal)))
          .isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
      assertThat(bodies(all(journal))).noneMatch(body -> body.contains("secret"));
      // Back again, to be compared with what was sent.
      journal.rewrite(
          total, entry -> replace(entry, Entries.body(entry), secret(Entries.body(entry))));
      sent.assertKeptAsTold(all(journal));
    }
  }

  private static JournalEntry withoutSecret(Positioned entry) {
    String body = Entries.body(entry);
    return body.contains("secret")
        ? replace(entry, body, body.replace("secret", "-"))
        : entry.entry();
  }

  private static String secret(String body) {
    return body.replaceFirst("-", "secret");
  }

  /** The same over and over, each time with a failure one call of the driver later. */
  @ParameterizedTest
  @EnumSource
  void rewrite_anyCallFails_leavesEveryEntryAndCanBeRunAgain(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    int call = 0;
    boolean failed = true;
    while (failed) {
      call++;
      FaultyConnections connections = new FaultyConnections();
      try (SqlJournal journal = place.byHand(JournalLimits.DEFAULT, connections::over)) {
        long before = journal.lastSequence();
        journal.rewrite(before, JournalRewriteTest::withoutSecret);
        assertThat(bodies(all(journal))).noneMatch(body -> body.contains("secret"));
        appendGroup(journal, "secret" + call, "b" + call);
        connections.breakCall(call, call % 2 == 0, false, () -> failure(engine));
        failed = false;
        try {
          journal.rewrite(before + 2, JournalRewriteTest::withoutSecret);
        } catch (JournalException onPurpose) {
          failed = true;
        }
        connections.heal();
        JournalSlice kept = journal.read(before, 10, 1000);
        assertThat(bodies(kept).getFirst()).isIn("secret" + call, "-" + call);
        assertThat(bodies(kept).subList(1, 2)).containsExactly("b" + call);
      }
    }
    assertThat(call).isGreaterThan(5);
    try (SqlJournal journal = place.byHand()) {
      assertThat(bodies(all(journal))).noneMatch(body -> body.contains("secret")).hasSize(2 * call);
    }
  }

  private static SQLException failure(Engine engine) {
    return switch (engine) {
      case SQLITE -> new SQLiteException("on purpose", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
      case POSTGRES -> new SQLException("on purpose", "08006");
    };
  }
}
