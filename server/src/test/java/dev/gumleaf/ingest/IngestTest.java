package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestTest {
  private static final String GOOD =
      """
      {"domain":"acme.test","identifies":[{"type":"identify"}],
       "events":[{"type":"track","event":"a","message_id":"m-1"}]}\
      """;
  private static final String HALF_GOOD =
      """
      {"domain":"acme.test","events":[{"type":"track"},{"type":"track","event":"a"}]}\
      """;
  private static final String USELESS =
      """
      {"domain":"acme.test","events":[{"type":"track"},{"type":"page"}]}\
      """;
  private static final String BY_ID =
      """
      {"account_id":"acct_x","events":[{"type":"track","event":"a"}]}\
      """;

  private final HeldJournal journal = new HeldJournal();
  private final Outcomes outcomes = new Outcomes();
  private final Queue<Runnable> lookups = new ArrayDeque<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CountedRequests counted = new CountedRequests();
  private final List<IngestReply> replies = new ArrayList<>();
  private Optional<ApiException> accountError = Optional.empty();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void accept_goodBatch_isAnsweredOnlyWhenDurable() {
    accept(GOOD);

    assertThat(replies).isEmpty();
    journal.sync();
    assertThat(replies)
        .containsExactly(
            accepted(
                """
                {"ok":true,"request_id":"r-1","accepted":{"identifies":1,"events":1},"rejected":[]}\
                """));
    assertThat(counted)
        .hasToString(
            "received 1, journaled 1, accepted {TRACK=1, IDENTIFY=1}, rejected {}, refused {}");
  }

  @Test
  void accept_anyBatch_isJournaledAsItCame() {
    accept(GOOD);

    JournalEntry entry = journal.waiting().getFirst();
    assertThat(entry.body()).isEqualTo(GOOD.getBytes(UTF_8));
    assertThat(entry.requestId()).isEqualTo("r-1");
  }

  @Test
  void accept_oneBadEntry_keepsTheOthersAndNamesTheReason() {
    accept(HALF_GOOD);
    journal.sync();

    assertThat(replies)
        .containsExactly(
            accepted(
                """
                {"ok":true,"request_id":"r-1","accepted":{"identifies":0,"events":1},\
                "rejected":[{"kind":"event","index":0,"code":"missing_event","message":"event is missing"}]}\
                """));
  }

  @Test
  void accept_noUsableEntry_isJournaledAndRefused() {
    accept(USELESS);
    assertThat(replies).isEmpty();
    journal.sync();

    assertThat(replies)
        .containsExactly(
            new IngestReply.Refused(
                ErrorCode.NOTHING_USABLE,
                "no entry could be used; the first one: event is missing",
                """
                [{"kind":"event","index":0,"code":"missing_event","message":"event is missing"},\
                {"kind":"event","index":1,"code":"wrong_type","message":"type is not \\"track\\""}]\
                """));
    assertThat(counted)
        .hasToString(
            "received 1, journaled 1, accepted {}, rejected {WRONG_TYPE=1, MISSING_EVENT=1},"
                + " refused {}");
  }

  @Test
  void accept_unusableAccount_isJournaledAndRefusedWithItsCode() {
    accept("{\"events\":[{\"type\":\"track\",\"event\":\"a\"}]}");
    journal.sync();

    assertThat(journal.durable()).hasSize(1);
    assertThat(code()).isEqualTo(ErrorCode.MISSING_ACCOUNT);
  }

  @Test
  void accept_unusableAccountAndNoEntries_isRefusedAtTheDoor() {
    accept("{}");

    assertThat(journal.waiting()).isEmpty();
    assertThat(code()).isEqualTo(ErrorCode.MISSING_ACCOUNT);
    assertThat(counted)
        .hasToString(
            "received 1, journaled 0, accepted {}, rejected {}, refused {MISSING_ACCOUNT=1}");
  }

  @Test
  void accept_brokenBody_isRefusedAtTheDoor() {
    accept("{");

    assertThat(journal.waiting()).isEmpty();
    assertThat(replies)
        .containsExactly(
            new IngestReply.Refused(
                ErrorCode.MALFORMED_JSON, "the body is not valid JSON, at byte 1", "[]"));
  }

  @Test
  void accept_accountWithoutEntries_isJournaled() {
    accept("{\"domain\":\"acme.test\"}");
    journal.sync();

    assertThat(replies)
        .containsExactly(
            accepted(
                """
                {"ok":true,"request_id":"r-1","accepted":{"identifies":0,"events":0},"rejected":[]}\
                """));
  }

  @Test
  void accept_noUserAgentAndClockAhead_isMarked() {
    accept(
        """
        {"domain":"acme.test","events":[{"type":"track","event":"a","sent_at":"2026-01-05T10:20:00Z"}]}\
        """,
        null,
        false);
    journal.sync();

    assertThat(json())
        .endsWith(",\"rejected\":[],\"marks\":[\"no_user_agent\",\"sent_at_ahead\"]}");
  }

  @Test
  void accept_deviations_areListedAsWarnings() {
    accept(
        """
        {"domain":"acme.test","x":1,"identifies":[{"type":"identify","traits":{"vip":1}}]}\
        """);
    journal.sync();

    assertThat(json())
        .endsWith(
            """
            "warnings":[{"code":"ignored_member","message":"x means nothing here"},\
            {"kind":"identify","index":0,"code":"well_known_trait_type","message":"vip is not a boolean"}]}\
            """);
  }

  @Test
  void accept_thousandsOfBadEntries_areCountedAndNotAllListed() {
    accept(
        "{\"domain\":\"acme.test\",\"events\":[{\"type\":\"track\",\"event\":\"a\"}"
            + ",1".repeat(2_500)
            + "]}");
    journal.sync();

    assertThat(json()).contains("\"index\":1000,").doesNotContain("\"index\":1001,");
    assertThat(json()).endsWith("\"rejected_unlisted\":1500}");
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUE_FULL, OVERLOADED",
    "STORAGE_FULL, STORAGE_FULL",
    "FAILED, STORAGE_FAILED",
    "CLOSED, STOPPING"
  })
  void accept_journalRefuses_isAnErrorThatARetryHelps(Refusal refusal, ErrorCode code) {
    accept(GOOD);
    journal.refuse(refusal);

    assertThat(code()).isEqualTo(code);
    assertThat(code.retryHelps()).isTrue();
    assertThat(counted)
        .hasToString("received 1, journaled 0, accepted {}, rejected {}, refused {" + code + "=1}");
  }

  @Test
  void accept_accountById_isLookedUpOnTheExecutor() {
    accept(BY_ID);
    assertThat(journal.waiting()).isEmpty();

    lookups.remove().run();
    journal.sync();

    assertThat(json()).startsWith("{\"ok\":true");
  }

  @Test
  void accept_unknownAccountId_isRefusedAndNotJournaled() {
    accountError = Optional.of(new ApiException(ErrorCode.UNKNOWN_ACCOUNT, "no such account"));
    accept(BY_ID);
    lookups.remove().run();

    assertThat(journal.waiting()).isEmpty();
    assertThat(code()).isEqualTo(ErrorCode.UNKNOWN_ACCOUNT);
  }

  @Test
  void accept_resultsWanted_waitsForThePipeline() {
    accept(HALF_GOOD, "curl/8", true);
    journal.sync();
    assertThat(replies).isEmpty();

    outcomes.publish(1, outcomes());

    assertThat(json())
        .endsWith(
            """
            "results":[{"kind":"event","index":0,"status":"rejected","code":"missing_event"},\
            {"kind":"event","index":1,"message_id":"m-1","status":"stored","account_id":"acct_x"}]}\
            """);
  }

  @Test
  void accept_pipelineQuickerThanTheJournal_isNotMissed() {
    accept(HALF_GOOD, "curl/8", true);
    outcomes.publish(1, outcomes());
    journal.sync();

    assertThat(json()).contains("\"status\":\"stored\"");
  }

  @Test
  void accept_pipelineTooSlow_isPending() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    ingest(Duration.ofMillis(1))
        .accept(
            request(GOOD, "curl/8", true),
            reply -> {
              replies.add(reply);
              answered.countDown();
            });
    journal.sync();

    assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(json())
        .endsWith(
            """
            "results":[{"kind":"identify","index":0,"status":"pending"},\
            {"kind":"event","index":0,"message_id":"m-1","status":"pending"}]}\
            """);
  }

  @Test
  void accept_resultsWantedAndNothingUsable_doesNotWait() {
    accept(USELESS, "curl/8", true);
    journal.sync();

    assertThat(code()).isEqualTo(ErrorCode.NOTHING_USABLE);
  }

  @Test
  void accept_resultsWantedAndTimerStopped_isPending() {
    timer.shutdownNow();
    accept(GOOD, "curl/8", true);
    journal.sync();

    assertThat(json()).contains("\"status\":\"pending\"");
  }

  private static List<EntryOutcome> outcomes() {
    return List.of(
        new EntryOutcome(
            CallKind.TRACK,
            1,
            new MessageId("m-1"),
            new ItemOutcome.Stored(new AccountId("acct_x"))),
        new EntryOutcome(
            CallKind.TRACK, 0, null, new ItemOutcome.Refused(RejectReason.MISSING_EVENT)));
  }

  private void accept(String body) {
    accept(body, "curl/8", false);
  }

  private void accept(String body, @Nullable String userAgent, boolean wantsResults) {
    ingest(Ingest.RESULTS_TIMEOUT).accept(request(body, userAgent, wantsResults), replies::add);
  }

  private Ingest ingest(Duration resultsTimeout) {
    AccountCheck check = (WorkspaceId workspace, AccountRef account) -> accountError;
    return new Ingest(
        new BatchReader(IngestLimits.DEFAULT, new DomainReader(), NoUserAgent.MARK),
        journal,
        check,
        lookups::add,
        outcomes,
        timer,
        resultsTimeout,
        counted);
  }

  private static IngestRequest request(
      String body, @Nullable String userAgent, boolean wantsResults) {
    return new IngestRequest(
        new JournalEntry(
            JournalEntry.Kind.ACCOUNTS_BATCH,
            new WorkspaceId(1),
            Instant.parse("2026-01-05T10:00:00Z"),
            "r-1",
            "198.51.100.7",
            userAgent,
            null,
            body.getBytes(UTF_8)),
        wantsResults);
  }

  private static IngestReply accepted(String json) {
    return new IngestReply.Accepted(json);
  }

  private String json() {
    assertThat(replies).hasSize(1);
    return ((IngestReply.Accepted) replies.getFirst()).json();
  }

  private ErrorCode code() {
    assertThat(replies).hasSize(1);
    return ((IngestReply.Refused) replies.getFirst()).code();
  }
}
