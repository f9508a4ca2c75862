package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.SubjectId;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes receipts as JSON, by hand: it is one of the few things done for every request. */
final class ReceiptJson {
  /** Remarks of a kind that are listed; a body of many tiny entries could make the reply huge. */
  static final int LISTED_MAX = 1_000;

  private ReceiptJson() {}

  static String of(BatchReceipt receipt) {
    StringBuilder out = new StringBuilder(160);
    out.append("{\"ok\":true,\"request_id\":");
    JsonText.appendQuoted(out, receipt.requestId());
    out.append(",\"accepted\":");
    appendAccepted(out, receipt.accepted());
    out.append(",\"rejected\":");
    appendListed(out, receipt.rejected(), ReceiptJson::appendRejected);
    appendUnlisted(out, "rejected", receipt.rejected());
    if (!receipt.warnings().isEmpty()) {
      out.append(",\"warnings\":");
      appendListed(out, receipt.warnings(), ReceiptJson::appendWarning);
      appendUnlisted(out, "warnings", receipt.warnings());
    }
    if (!receipt.marks().isEmpty()) {
      out.append(",\"marks\":");
      List<Mark> marks = receipt.marks().stream().sorted().toList();
      appendListed(out, marks, (text, mark) -> JsonText.appendQuoted(text, mark.word()));
    }
    if (receipt.dropped() != null) {
      appendText(out, "dropped", receipt.dropped().code());
    }
    List<EntryResult> results = receipt.results();
    if (results != null) {
      out.append(",\"results\":");
      appendAll(out, results, ReceiptJson::appendResult);
    }
    return out.append('}').toString();
  }

  private static void appendAccepted(StringBuilder out, Map<CallKind, Integer> accepted) {
    char before = '{';
    for (CallKind kind : CallKind.REPORTED) {
      Integer count = accepted.get(kind);
      if (count != null) {
        out.append(before).append('"').append(kind.plural()).append("\":").append(count);
        before = ',';
      }
    }
    out.append('}');
  }

  /** The array of refused entries, for an error reply. */
  static String rejected(List<Rejected> rejected) {
    StringBuilder out = new StringBuilder();
    appendListed(out, rejected, ReceiptJson::appendRejected);
    return out.toString();
  }

  private static <T> void appendListed(
      StringBuilder out, List<T> items, BiConsumer<StringBuilder, T> append) {
    appendAll(out, items.subList(0, Math.min(items.size(), LISTED_MAX)), append);
  }

  private static <T> void appendAll(
      StringBuilder out, List<T> items, BiConsumer<StringBuilder, T> append) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      append.accept(out, items.get(i));
    }
    out.append(']');
  }

  private static void appendUnlisted(StringBuilder out, String what, List<?> items) {
    if (items.size() > LISTED_MAX) {
      out.append(",\"").append(what).append("_unlisted\":").append(items.size() - LISTED_MAX);
    }
  }

  private static void appendRejected(StringBuilder out, Rejected entry) {
    appendPosition(out, entry.kind(), entry.index());
    appendText(out, "code", entry.reason().code());
    appendText(out, "message", entry.detail());
    out.append('}');
  }

  private static void appendWarning(StringBuilder out, Warning warning) {
    CallKind kind = warning.kind();
    if (kind == null) {
      out.append("{\"code\":");
      JsonText.appendQuoted(out, warning.code());
    } else {
      appendPosition(out, kind, warning.index());
      appendText(out, "code", warning.code());
    }
    appendText(out, "message", warning.detail());
    out.append('}');
  }

  private static void appendResult(StringBuilder out, EntryResult result) {
    appendPosition(out, result.kind(), result.index());
    if (result.messageId() != null) {
      appendText(out, "message_id", result.messageId().value());
    }
    ItemOutcome outcome = result.outcome();
    appendText(out, "status", outcome == null ? "pending" : outcome.word());
    appendOutcome(out, outcome);
    out.append('}');
  }

  private static void appendOutcome(StringBuilder out, @Nullable ItemOutcome outcome) {
    switch (outcome) {
      case null -> {}
      case ItemOutcome.Stored(SubjectId subject) -> appendSubject(out, subject);
      case ItemOutcome.Updated(SubjectId subject) -> appendSubject(out, subject);
      case ItemOutcome.Duplicate(SubjectId subject) -> appendSubject(out, subject);
      case ItemOutcome.Conflict(SubjectId subject) -> appendSubject(out, subject);
      case ItemOutcome.Refused refused -> appendText(out, "code", refused.reason().code());
      case ItemOutcome.SetAside aside -> appendText(out, "code", aside.reason());
    }
  }

  private static void appendSubject(StringBuilder out, SubjectId subject) {
    appendText(out, subject.memberName(), subject.value());
  }

  private static void appendPosition(StringBuilder out, CallKind kind, int index) {
    out.append("{\"kind\":\"").append(kind.word()).append("\",\"index\":").append(index);
  }

  private static void appendText(StringBuilder out, String name, String text) {
    out.append(",\"").append(name).append("\":");
    JsonText.appendQuoted(out, text);
  }
}
