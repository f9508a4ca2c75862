package dev.gumleaf.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.IngestLimits;
import dev.gumleaf.ingest.PendingEntries;
import dev.gumleaf.journal.AppendCallback;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalEntry.Kind;
import dev.gumleaf.journal.JournalLimits;
import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.journal.SqlJournal;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.store.CustomerText;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.ErasedTexts;
import dev.gumleaf.store.Scrub.Result;
import dev.gumleaf.store.TextRedaction;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.FileBytes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of somebody after the journal and the state were redacted and scrubbed. */
@Timeout(120)
class ErasureTest {
  private static final String CANARY = "canary.bird@acme.test";
  private static final ErasedTexts ERASED = new ErasedTexts(List.of(CANARY));
  private static final int ROUNDS = 120;
  private static final long ANY_SIZE = Long.MAX_VALUE;

  @TempDir Path directory;

  private SqlJournal journal() {
    return SqlJournal.sqlite(
        directory.resolve("journal.db"),
        JournalLimits.DEFAULT,
        () -> PipelineHarness.NOW,
        System::nanoTime,
        (entries, bytes, nanos) -> {},
        failed -> {
          throw new IllegalStateException(failed);
        });
  }

  private Database state() {
    return Engine.SQLITE.open(directory);
  }

  private static void drain(Journal journal, Database database) {
    PipelineListener nobody =
        new PipelineListener() {
          @Override
          public void stepped(String step, long nanos) {}

          @Override
          public void derived(CallKind kind, ItemOutcome outcome) {}

          @Override
          public void applied(int requests, long sequence) {}
        };
    Pipeline pipeline = PipelineHarness.pipeline(journal, database, PipelineLimits.DEFAULT, nobody);
    while (pipeline.applyNextOrSetAside()) {
      // The next slice.
    }
  }

  /** The canary in every place of a request, now and then of great length. */
  private static List<String> bodies(int round) {
    String tail = "x".repeat(round % 10 == 0 ? 20_000 : round);
    return List.of(
        """
        {"domain":"a%d.test","identifies":[{"type":"identify","sent_at":"2026-05-01T10:00:00Z",
          "traits":{"name":"%2$s","%2$s":"%2$s","group_id":"%2$s","more":["%2$s %3$s"]}}]}
        """
            .formatted(round % 40, CANARY, tail),
        """
        {"domain":"b.test","events":[{"type":"track","event":"%1$s","message_id":"%1$s-%2$d",
          "properties":{"by":"%1$s","more":"%3$s"},"note":"%1$s"}]}
        """
            .formatted(CANARY, round, tail),
        """
        {"domain":"b.test","events":[{"type":"track","event":"E","message_id":"m",
          "properties":{"by":"%s","round":%d}}]}
        """
            .formatted(CANARY, round),
        """
        {"domain":"gmail.com","events":[{"type":"track","event":"%s","message_id":"%1$s"}]}
        """
            .formatted(CANARY),
        """
        {"domain":"c.test","events":[{"type":"track","event":"E","message_id":"other-%d",
          "properties":{"by":"somebody else"}}]}
        """
            .formatted(round));
  }

  private static JournalEntry entry(String body) {
    return new JournalEntry(
        Kind.ACCOUNTS_BATCH,
        PipelineHarness.WORKSPACE,
        PipelineHarness.NOW,
        "req_1",
        null,
        "test/1",
        null,
        body.getBytes(UTF_8));
  }

  private static void appendAll(Journal journal) throws InterruptedException {
    CountDownLatch durable = new CountDownLatch(ROUNDS * bodies(0).size());
    for (int round = 0; round < ROUNDS; round++) {
      for (String body : bodies(round)) {
        journal.append(
            entry(body),
            new AppendCallback() {
              @Override
              public void durable(long sequence) {
                durable.countDown();
              }

              @Override
              public void refused(Refusal refusal) {
                throw new IllegalStateException(refusal.name());
              }
            });
      }
    }
    durable.await();
  }

  /** Every third entry as a whole, the others without the name. */
  private static JournalEntry redacted(Positioned positioned) {
    JournalEntry entry = positioned.entry();
    String body = new String(entry.body(), UTF_8);
    String redacted = ERASED.redactJson(body);
    if (redacted.equals(body)) {
      return entry;
    }
    return positioned.sequence() % 3 == 0
        ? entry.erased()
        : entry.withBody(redacted.getBytes(UTF_8));
  }

  @Test
  void erased_everything_leavesNoByteInAnyFile() throws Exception {
    try (SqlJournal journal = journal();
        Database database = state()) {
      PipelineHarness.seedWorkspace(database);
      appendAll(journal);
      drain(journal, database);
      assertThat(FileBytes.filesWith(directory, CANARY))
          .anyMatch(file -> file.startsWith("journal.db"))
          .anyMatch(file -> file.startsWith("state.db"));

      long position = database.read(tx -> new Derivation(tx).position());
      Journal.Rewrite rewrite = journal.rewrite(position, ErasureTest::redacted);
      new TextRedaction(database).redact(PipelineHarness.WORKSPACE, CustomerText.COLUMNS, ERASED);

      assertThat(rewrite).isEqualTo(new Journal.Rewrite(ROUNDS * 5L, ROUNDS * 4L));
      assertThat(FileBytes.filesWith(directory, CANARY))
          .as("before the scrub")
          .anyMatch(file -> file.startsWith("journal.db"))
          .anyMatch(file -> file.startsWith("state.db"));
      assertThat(journal.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
      assertThat(FileBytes.filesWith(directory, CANARY)).isEmpty();
      assertThat(FileBytes.filesWith(directory, "canary")).isEmpty();
      assertThat(FileBytes.filesWith(directory, "somebody else")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void erasedEntry_afterARestartAndFromZero_isSkipped(Engine engine) throws Exception {
    try (SqlJournal journal = journal()) {
      appendAll(journal);
      // One of each five holds nothing of the canary.
      journal.rewrite(journal.lastSequence(), positioned -> withoutCanary(positioned.entry()));
    }
    try (SqlJournal journal = journal();
        Database rebuilt = engine.open(directory)) {
      PipelineHarness.seedWorkspace(rebuilt);
      drain(journal, rebuilt);
      long position = rebuilt.read(tx -> new Derivation(tx).position());
      assertThat(position).isEqualTo(ROUNDS * 5L);
      assertThat(count(rebuilt, "entries")).isEqualTo(ROUNDS);
      assertThat(count(rebuilt, "entry_fates")).as("nothing was set aside").isZero();
      assertThat(find(journal, CANARY)).isEmpty();
      assertThat(find(journal, "other-7")).hasSize(1);
    }
  }

  private static JournalEntry withoutCanary(JournalEntry entry) {
    return new String(entry.body(), UTF_8).contains(CANARY) ? entry.erased() : entry;
  }

  private static long count(Database database, String table) {
    return database.read(tx -> tx.query("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  private static List<PendingEntries.Pending> find(Journal journal, String messageId) {
    BatchReader reader =
        new BatchReader(IngestLimits.DEFAULT, new DomainReader(), NoUserAgent.MARK);
    return new PendingEntries(journal, reader)
        .find(PipelineHarness.WORKSPACE, new MessageId(messageId), 0)
        .found();
  }
}
