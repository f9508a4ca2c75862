package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.Call.Identify;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.Call.Track;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountBatchReaderTest {
  private final AccountBatchReader reader =
      new AccountBatchReader(IngestLimits.DEFAULT, new DomainReader());

  @Test
  void read_event_hasAllItsParts() {
    Track track =
        (Track)
            call(
                """
                {"type":"track","event":"Opened","message_id":"m-1","sent_at":"2026-01-05T10:02:00.5Z",
                 "properties": {"a" : 1.50} , "ip":"198.51.100.7", "tags": [1, 2]}\
                """);

    assertThat(track.event()).isEqualTo("Opened");
    assertThat(track.messageId()).isEqualTo(new MessageId("m-1"));
    assertThat(track.sentAt()).isEqualTo(Instant.parse("2026-01-05T10:02:00.500Z"));
    assertThat(track.body().text()).isEqualTo("{\"a\" : 1.50}");
    assertThat(track.others())
        .extracting(OtherMember::name, other -> other.value().text())
        .containsExactly(tuple("ip", "\"198.51.100.7\""), tuple("tags", "[1, 2]"));
  }

  @Test
  void read_entriesInAnyOrder_giveIdentifiesBeforeEvents() {
    AccountBatch batch =
        read(
            """
            {"events":[{"type":"track","event":"a"}],
             "identifies":[{"type":"identify"},{"type":"identify"}],"domain":"acme.test"}\
            """);

    assertThat(batch.calls())
        .extracting(Call::getClass, Call::index)
        .containsExactly(tuple(Identify.class, 0), tuple(Identify.class, 1), tuple(Track.class, 0));
  }

  @Test
  void read_withoutUserAgentWhereThatIsDropped_refusesEveryEntryAsItWasSent() {
    AccountBatchReader dropping =
        new AccountBatchReader(IngestLimits.DEFAULT, new DomainReader(), NoUserAgent.DROP);
    String body =
        """
        {"events":[{"type":"track","event":"a","message_id":"m-1"},7],
         "identifies":[{"type":"identify"}],"domain":"acme.test"}\
        """;

    AccountBatch batch = dropping.read(request(" ", body));
    assertThat(batch.dropped()).isEqualTo(RejectReason.NO_USER_AGENT);
    assertThat(batch.account()).isNull();
    assertThat(batch.calls()).isEmpty();
    assertThat(batch.rejected())
        .extracting(Rejected::reason, Rejected::index, entry -> entry.content().text())
        .containsExactly(
            tuple(RejectReason.NO_USER_AGENT, 0, "{\"type\":\"identify\"}"),
            tuple(
                RejectReason.NO_USER_AGENT,
                0,
                "{\"type\":\"track\",\"event\":\"a\",\"message_id\":\"m-1\"}"),
            tuple(RejectReason.NO_USER_AGENT, 1, "7"));
    assertThat(dropping.read(request("curl/8", body)).calls()).hasSize(2);
    assertThat(reader.read(request(" ", body)).calls()).hasSize(2);
  }

  private static JournalEntry request(String userAgent, String body) {
    return IngestRequest.of(
            BodyKind.ACCOUNTS_BATCH,
            new WorkspaceId(1),
            Instant.EPOCH,
            "req_1",
            null,
            userAgent,
            null,
            body.getBytes(UTF_8),
            false)
        .entry();
  }

  @Test
  void read_group_isTheEntrysOrTheRequests() {
    AccountBatch batch =
        read(
            """
            {"domain":"acme.test","identifies":[
              {"type":"identify","traits":{"group_id":"own"}},
              {"type":"identify","traits":{"groupId":"camel"}},
              {"type":"identify","traits":{"a":1}},
              {"type":"identify","traits":{"group_id":""}},
              {"type":"identify","traits":{"group_id":null}},
              {"type":"identify","traits":{"group_id":12.50}},
              {"type":"identify","traits":{"group_id":true}},
              {"type":"identify","traits":{"group_id":["x"]}},
              {"type":"identify","traits":{"GroupId":"z","groupId":"b","group_id":"plain"}},
              {"type":"identify","traits":{"groupId":"b","GroupId":"z"}}
            ],"group_id":"all"}\
            """);

    assertThat(batch.calls())
        .extracting(call -> ((Identify) call).group().value())
        .containsExactly("own", "camel", "all", "all", "all", "12.50", "true", "", "plain", "z");
  }

  @Test
  void read_noGroupAnywhere_isTheAccountItself() {
    assertThat(((Identify) identify("{\"type\":\"identify\",\"traits\":{}}")).group())
        .isEqualTo(GroupId.NONE);
  }

  @Test
  void read_absentBody_isTheEmptyObject() {
    assertThat(call("{\"type\":\"track\",\"event\":\"a\"}").body().text()).isEqualTo("{}");
    assertThat(identify("{\"type\":\"identify\",\"traits\":null}").body().text()).isEqualTo("{}");
  }

  @Test
  void read_source_isTheEntrysThenTheContextsThenTheCallers() {
    assertThat(source("\"source\":\"rudderstack-cloud\"", Source.SERVER))
        .isEqualTo(Source.RUDDERSTACK);
    assertThat(source("\"context\":{\"source\":\"segment-cloud\"}", Source.SERVER))
        .isEqualTo(Source.SEGMENT);
    assertThat(source("\"source\":\"mine\",\"context\":{\"source\":\"segment\"}", Source.SERVER))
        .isEqualTo(Source.SEGMENT);
    assertThat(source("\"source\":7,\"context\":[]", Source.SERVER)).isEqualTo(Source.SERVER);
    assertThat(source("\"a\":1", Source.BROWSER)).isEqualTo(Source.BROWSER);
  }

  @Test
  void read_browserThatClaimsToBeAServer_staysABrowser() {
    assertThat(source("\"source\":\"segment-cloud\"", Source.BROWSER)).isEqualTo(Source.BROWSER);
    assertThat(source("\"source\":\"form\"", Source.BROWSER)).isEqualTo(Source.FORM);
  }

  @Test
  void read_refusedEntry_keepsItsIdAndContent() {
    Rejected entry =
        read("""
        {"domain":"acme.test","events":[ {"type":"track", "message_id":"m-7"} ]}\
        """)
            .rejected()
            .getFirst();

    assertThat(entry.reason()).isEqualTo(RejectReason.MISSING_EVENT);
    assertThat(entry.messageId()).isEqualTo(new MessageId("m-7"));
    assertThat(entry.content().text()).isEqualTo("{\"type\":\"track\", \"message_id\":\"m-7\"}");
  }

  @Test
  void read_unusableAccount_refusesEveryEntryButKeepsItsOwnReason() {
    AccountBatch batch =
        read(
            """
            {"domain":"localhost","events":[{"type":"track","event":"a"},{"type":"track"}]}\
            """);

    assertThat(batch.account()).isNull();
    assertThat(batch.calls()).isEmpty();
    assertThat(batch.rejected())
        .extracting(Rejected::reason)
        .containsExactly(RejectReason.BAD_DOMAIN, RejectReason.MISSING_EVENT);
  }

  @Test
  void read_textsNoStoreCanHold_areReplaced() {
    Track track =
        (Track) call("{\"type\":\"track\",\"event\":\"a\\u0000\",\"message_id\":\"\\ud800m\"}");

    assertThat(track.event()).isEqualTo("a\ufffd");
    assertThat(track.messageId()).isEqualTo(new MessageId("\ufffdm"));
  }

  @Test
  void read_idNobodyCanHave_countsOnlyWithoutADomain() {
    String id = "x".repeat(65);
    AccountBatch alone = read("{\"account_id\":\"" + id + "\"}");
    AccountBatch both = read("{\"account_id\":\"" + id + "\",\"domain\":\"acme.test\"}");

    assertThat(alone.problem()).isNotNull().hasMessageContaining("no account has this account_id");
    assertThat(both.problem()).isNull();
  }

  private AccountBatch read(String body) {
    return reader.read(body.getBytes(UTF_8), Source.SERVER);
  }

  private Call call(String event) {
    return read("{\"domain\":\"acme.test\",\"events\":[" + event + "]}").calls().getFirst();
  }

  private Call identify(String entry) {
    return read("{\"domain\":\"acme.test\",\"identifies\":[" + entry + "]}").calls().getFirst();
  }

  private Source source(String members, Source fallback) {
    String body =
        "{\"domain\":\"acme.test\",\"identifies\":[{\"type\":\"identify\"," + members + "}]}";
    return reader.read(body.getBytes(UTF_8), fallback).calls().getFirst().source();
  }
}
