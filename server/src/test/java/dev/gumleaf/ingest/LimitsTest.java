package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each limit of the reader, at the limit and one past it. */
class LimitsTest {
  private static final IngestLimits LIMITS = new IngestLimits(8, 100, 3, 400, 10, 20, 12, 5, 15);

  private final AccountBatchReader reader = new AccountBatchReader(LIMITS, new DomainReader());

  @Test
  void read_depth_isRefusedPastTheLimit() {
    assertThat(read(property("[[[[]]]]")).rejected()).isEmpty();
    assertRefused(property("[[[[[]]]]]"), ErrorCode.TOO_DEEP, "deeper than 8 levels");
  }

  @Test
  void read_tokens_areRefusedPastTheLimit() {
    String atLimit = ContractBodies.batch("").replace("}", ",\"x\":[" + ones(90) + "]}");
    assertThat(read(atLimit).problem()).isNull();
    String past = atLimit.replace("[1,", "[1,1,");
    assertRefused(past, ErrorCode.LIMIT_EXCEEDED, "more than 100 JSON tokens");
  }

  @Test
  void read_digitsOfANumber_areRefusedPastTheLimit() {
    assertThat(read(property("-123456789012")).rejected()).isEmpty();
    assertThat(read(property("1234567890.12")).rejected()).isEmpty();
    assertRefused(property("1234567890123"), ErrorCode.LIMIT_EXCEEDED, "more than 12 digits");
    assertRefused(property("12345678901.23"), ErrorCode.LIMIT_EXCEEDED, "more than 12 digits");
  }

  @Test
  void read_entries_areRefusedOneByOnePastTheLimit() {
    AccountBatch batch = read(ContractBodies.batch(entries(5)));

    assertThat(batch.calls()).hasSize(3);
    assertThat(batch.rejected())
        .extracting(Rejected::index, Rejected::reason, Rejected::messageId)
        .containsExactly(
            tuple(3, RejectReason.TOO_MANY_ITEMS, new MessageId("m3")),
            tuple(4, RejectReason.TOO_MANY_ITEMS, new MessageId("m4")));
    assertThat(batch.rejected().getFirst().content().text()).isEqualTo(entry(3));
  }

  @Test
  void read_bytesOfAnEntry_areRefusedPastTheLimit() {
    String entry = "{\"type\":\"track\",\"event\":\"a\"}";
    String atLimit = entry.replace("}", " ".repeat(400 - entry.length()) + "}");
    assertAccepted(atLimit);
    assertRejected(atLimit.replace("}", " }"), RejectReason.ENTRY_TOO_LARGE);
  }

  @Test
  void read_charactersOfAName_areRefusedPastTheLimit() {
    assertAccepted(entry("{\"type\":\"track\",\"event\":\"%s\"}", "é", 10));
    assertRejected(
        entry("{\"type\":\"track\",\"event\":\"%s\"}", "é", 11), RejectReason.NAME_TOO_LONG);
    String member = "{\"type\":\"track\",\"event\":\"a\",\"properties\":{\"b\":[{\"%s\":1}]}}";
    assertAccepted(entry(member, "😀", 10));
    assertRejected(entry(member, "😀", 11), RejectReason.NAME_TOO_LONG);
  }

  @Test
  void read_charactersOfAGroupId_areRefusedPastTheLimit() {
    String identify =
        "{\"domain\":\"a.test\",\"identifies\":[{\"type\":\"identify\",\"traits\":{\"group_id\":\"%s\"}}]}";
    assertThat(read(entry(identify, "g", 10)).rejected()).isEmpty();
    assertThat(read(entry(identify, "g", 11)).rejected())
        .extracting(Rejected::reason)
        .containsExactly(RejectReason.NAME_TOO_LONG);
    String all =
        "{\"domain\":\"a.test\",\"group_id\":\"%s\",\"events\":[{\"type\":\"track\",\"event\":\"a\"}]}";
    assertThat(read(entry(all, "g", 10)).problem()).isNull();
    assertThat(read(entry(all, "g", 11)).problem())
        .isNotNull()
        .extracting(ApiException::code)
        .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void read_charactersOfAString_areRefusedPastTheLimit() {
    String nested = "{\"type\":\"track\",\"event\":\"a\",\"properties\":{\"b\":[\"%s\"]}}";
    assertAccepted(entry(nested, "😀", 20));
    assertRejected(entry(nested, "😀", 21), RejectReason.VALUE_TOO_LONG);
  }

  @Test
  void read_membersOfAnObject_areRefusedPastTheLimit() {
    assertAccepted(
        "{\"type\":\"track\",\"event\":\"a\",\"x\":1,\"y\":2,\"properties\":{\"a\":{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}}}");
    assertRejected(
        "{\"type\":\"track\",\"event\":\"a\",\"properties\":{\"a\":{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6}}}",
        RejectReason.TOO_MANY_KEYS);
    assertRejected(
        "{\"type\":\"track\",\"event\":\"a\",\"w\":0,\"x\":1,\"y\":2,\"z\":3}",
        RejectReason.TOO_MANY_KEYS);
  }

  @Test
  void read_charactersOfAMessageId_areRefusedPastTheLimit() {
    String entry = "{\"type\":\"track\",\"event\":\"a\",\"message_id\":\"%s\"}";
    assertAccepted(entry(entry, "é", 15));
    assertRejected(entry(entry, "é", 16), RejectReason.BAD_MESSAGE_ID);
  }

  private AccountBatch read(String body) {
    return reader.read(body.getBytes(UTF_8), Source.SERVER);
  }

  private void assertAccepted(String entry) {
    assertThat(read(ContractBodies.batch(entry)).rejected()).isEmpty();
  }

  private void assertRejected(String entry, RejectReason reason) {
    assertThat(read(ContractBodies.batch(entry)).rejected())
        .extracting(Rejected::reason)
        .containsExactly(reason);
  }

  private void assertRefused(String body, ErrorCode code, String detail) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            ApiException.class, error -> assertThat(error.code()).isEqualTo(code))
        .hasMessageContaining(detail);
  }

  private static String property(String value) {
    return ContractBodies.event(value);
  }

  private static String entry(String template, String character, int times) {
    return template.replace("%s", character.repeat(times));
  }

  private static String entries(int count) {
    return IntStream.range(0, count).mapToObj(LimitsTest::entry).collect(Collectors.joining(","));
  }

  private static String entry(int number) {
    return "{\"type\":\"track\",\"event\":\"a\",\"message_id\":\"m" + number + "\"}";
  }

  private static String ones(int count) {
    return String.join(",", Collections.nCopies(count, "1"));
  }
}
