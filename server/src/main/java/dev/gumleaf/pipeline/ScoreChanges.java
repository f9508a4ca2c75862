package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.store.ScoreRow;
import java.util.List;
import java.util.Map;

/**
 * Scores that are not what they were.
 *
 * @param before those that there were, by account
 * @param after those that there are
 * @param gone accounts that have none any more
 */
record ScoreChanges(Map<AccountKey, ScoreRow> before, List<ScoreRow> after, List<AccountKey> gone) {
  static final ScoreChanges NONE = new ScoreChanges(Map.of(), List.of(), List.of());
}
