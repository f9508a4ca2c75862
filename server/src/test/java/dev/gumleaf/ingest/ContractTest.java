package dev.gumleaf.ingest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.ContractBodies.Case;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads every body of the contract as its table says. */
class ContractTest {
  private static final AccountBatchReader READER =
      new AccountBatchReader(IngestLimits.DEFAULT, new DomainReader());

  static List<Case> cases() {
    return ContractBodies.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void read_contractBody_isReadAsTheTableSays(Case expected) {
    assertThat(read(expected)).isEqualTo(expected);
  }

  private static Case read(Case expected) {
    try {
      AccountBatch batch = READER.read(ContractBodies.body(expected.body()), Source.SERVER);
      return new Case(
          expected.body(), outcome(batch), accepted(batch), rejected(batch), warnings(batch));
    } catch (ApiException e) {
      return new Case(expected.body(), outcome(e, expected), "-", "-", "-");
    }
  }

  /** With the offset, if the table has one. */
  private static String outcome(ApiException error, Case expected) {
    String code = error.code().code();
    if (error.code() == ErrorCode.MALFORMED_JSON) {
      assertThat(error.detail()).matches(".*, at byte [0-9]+");
    }
    String offset = error.detail().replaceFirst(".* at byte ", "");
    return expected.outcome().contains(" ") ? code + " " + offset : code;
  }

  private static String outcome(AccountBatch batch) {
    return switch (batch.account()) {
      case null -> batch.problem() == null ? "nothing" : batch.problem().code().code();
      case AccountRef.ByDomain ref -> ref.domain().value();
      case AccountRef.ById ref -> ref.id().value();
      case AccountRef.ByBoth ref -> ref.id().value() + " " + ref.domain().value();
    };
  }

  private static String accepted(AccountBatch batch) {
    return count(batch, CallKind.IDENTIFY) + " " + count(batch, CallKind.TRACK);
  }

  private static long count(AccountBatch batch, CallKind kind) {
    return batch.calls().stream().map(Call::kind).filter(kind::equals).count();
  }

  private static String rejected(AccountBatch batch) {
    return list(
        batch.rejected().stream()
            .map(entry -> place(entry.kind(), entry.index()) + entry.reason().code()));
  }

  private static String warnings(AccountBatch batch) {
    return list(
        batch.warnings().stream()
            .map(warning -> {
              CallKind kind = warning.kind();
              return (kind == null ? "body " : place(kind, warning.index())) + warning.code();
            }));
  }

  private static String place(CallKind kind, int index) {
    return kind.word() + " " + index + " ";
  }

  private static String list(Stream<String> items) {
    String list = items.collect(joining(", "));
    return list.isEmpty() ? "-" : list;
  }
}
