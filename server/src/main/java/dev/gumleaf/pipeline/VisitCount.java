package dev.gumleaf.pipeline;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.store.VisitActivity;
import java.util.List;

/** As what an entry about a person counts. */
final class VisitCount {
  private static final int IMPLIED = Mark.bits(List.of(Mark.IMPLIED));

  private VisitCount() {}

  static VisitActivity of(CallKind kind, int marks, long focusMillis, long at) {
    if ((marks & IMPLIED) != 0) {
      return VisitActivity.NONE;
    }
    return (marks & Mark.hiddenBits()) == 0
        ? VisitActivity.of(kind, focusMillis, at)
        : VisitActivity.MARKED;
  }
}
