package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gumleaf.ingest.PendingEntries.Pending;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.testing.MemoryJournal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingEntriesTest {
  private static final WorkspaceId WORKSPACE = new WorkspaceId(1);

  private final MemoryJournal journal = new MemoryJournal();

  @Test
  void find_usableAndRefusedEntries_areAllWaiting() {
    receive(
        """
        {"domain":"acme.test","events":[{"type":"track","event":"E","message_id":"m-1"},
          {"type":"track","message_id":"m-1"},{"type":"track","message_id":"m-2"}],
         "identifies":[{"type":"page","message_id":"m-1"}]}
        """);
    receive("{\"domain\":\"gmail.com\",\"events\":[{\"type\":\"track\",\"message_id\":\"m-1\"}]}");

    assertThat(find(IngestLimits.DEFAULT, 0))
        .extracting(Pending::requestId, Pending::kind, Pending::index)
        .containsExactly(
            tuple("r-1", CallKind.TRACK, 0),
            tuple("r-1", CallKind.IDENTIFY, 0),
            tuple("r-1", CallKind.TRACK, 1),
            tuple("r-2", CallKind.TRACK, 0));
    assertThat(find(IngestLimits.DEFAULT, 1)).extracting(Pending::requestId).containsExactly("r-2");
  }

  @Test
  void find_requestBeyondTheLimitsOfNow_isWaiting() {
    receive(
        """
        {"domain":"acme.test","events":[{"type":"track","event":"E","message_id":"m-1",
          "properties":{"a":{"b":{"c":[1234567890123]}}}}]}
        """);

    IngestLimits shallow = new IngestLimits(4, 200_000, 1_000, 1_024, 256, 1_024, 100, 250, 256);
    IngestLimits short12 = new IngestLimits(32, 200_000, 1_000, 1_024, 256, 1_024, 12, 250, 256);
    assertThat(find(shallow, 0)).hasSize(1);
    assertThat(find(short12, 0)).hasSize(1);
  }

  @Test
  void find_requestThatIsNoJson_isNotFoundAndHidesNoOther() {
    receive("{\"domain\":\"acme.test\",\"events\":[{\"message_id\":\"m-1\"");
    receive(
        "{\"domain\":\"a.test\",\"events\":[{\"type\":\"track\",\"event\":\"E\",\"message_id\":\"m-1\"}]}");

    assertThat(find(IngestLimits.DEFAULT, 0)).extracting(Pending::requestId).containsExactly("r-2");
  }

  @Test
  void find_moreWaitThanAreLookedThrough_saysSo() {
    for (int i = 0; i <= 20_000; i++) {
      receive("{}");
    }
    BatchReader reader =
        new BatchReader(IngestLimits.DEFAULT, new DomainReader(), NoUserAgent.MARK);
    PendingEntries pending = new PendingEntries(journal, reader);

    assertThat(pending.find(WORKSPACE, new MessageId("m-1"), 0).complete()).isFalse();
    assertThat(pending.find(WORKSPACE, new MessageId("m-1"), 1).complete()).isTrue();
  }

  private List<Pending> find(IngestLimits limits, long position) {
    BatchReader reader = new BatchReader(limits, new DomainReader(), NoUserAgent.MARK);
    return new PendingEntries(journal, reader)
        .find(WORKSPACE, new MessageId("m-1"), position)
        .found();
  }

  private void receive(String body) {
    journal.append(
        new JournalEntry(
            JournalEntry.Kind.ACCOUNTS_BATCH,
            WORKSPACE,
            Instant.EPOCH,
            "r-" + (journal.lastSequence() + 1),
            null,
            null,
            null,
            body.getBytes(UTF_8)));
  }
}
