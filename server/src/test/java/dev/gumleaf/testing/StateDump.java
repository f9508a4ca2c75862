package dev.gumleaf.testing;

import dev.gumleaf.store.Database;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The derived state as text, for comparing two histories byte for byte. What depends on arrival by
 * its nature (our own short keys and times of receipt) is left out.
 */
public final class StateDump {
  private static final List<String> QUERIES =
      List.of(
          """
          SELECT 'account' AS what, a.domain, a.account_id, a.name, a.search, a.first_seen_at,
            a.last_seen_at, a.events, a.identifies, a.marked, a.listed_at, h.domain AS head
          FROM accounts a LEFT JOIN accounts h ON h.account_key = a.merged_into
          """,
          """
          SELECT 'trait' AS what, a.domain, t.group_id, t.name, t.spelling, t.value, t.source,
            t.effective_at
          FROM traits t JOIN accounts a ON a.account_key = t.account_key
          """,
          """
          SELECT 'entry' AS what, a.domain, e.kind, n.name, e.hash, e.effective_at, e.source,
            e.marks, e.sent_at, e.message_id, e.body, e.others
          FROM entries e JOIN accounts a ON a.account_key = e.account_key
            LEFT JOIN names n ON n.name_key = e.name_key
          """,
          """
          SELECT 'day' AS what, a.domain, d.day, d.events, d.identifies
          FROM account_days d JOIN accounts a ON a.account_key = d.account_key
          """);

  private StateDump() {}

  public static String of(Database database) {
    return database.read(tx ->
        QUERIES.stream()
            .flatMap(sql -> tx.query(sql).mapToMap().list().stream())
            .map(StateDump::line)
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  private static String line(Map<String, Object> row) {
    return row.get("what") + " " + new TreeMap<>(row);
  }
}
