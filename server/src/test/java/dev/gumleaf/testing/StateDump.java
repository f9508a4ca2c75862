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
            a.last_seen_at, a.events, a.identifies, a.marked, a.listed_at, a.visitors_seen_at,
            h.domain AS head
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
          """,
          """
          SELECT 'profile' AS what, p.kind, p.subject, p.profile_id, s.subject AS sole, p.shared,
            p.name, p.search, a.domain, p.account_via, p.account_at, p.listed_at, p.internal
          FROM profiles p
            LEFT JOIN profiles s ON s.profile_key = p.sole_key
            LEFT JOIN accounts a ON a.account_key = p.account_key
          """,
          """
          SELECT 'claim' AS what, p.subject, o.subject AS person, c.evidence, c.minute,
            c.claimed_at, c.source
          FROM profile_claims c
            JOIN profiles p ON p.profile_key = c.profile_key
            JOIN profiles o ON o.profile_key = c.person_key
          """,
          """
          SELECT 'merge' AS what, p.subject, o.subject AS person, m.undone_by
          FROM profile_merges m
            JOIN profiles p ON p.profile_key = m.from_key
            JOIN profiles o ON o.profile_key = m.into_key
          """,
          """
          SELECT 'part' AS what, p.subject, o.subject AS person, c.identifies, c.page_views,
            c.events, c.form_submissions, c.metrics, c.marked, c.focus_millis, c.first_seen_at,
            c.last_seen_at
          FROM profile_parts c
            JOIN profiles p ON p.profile_key = c.profile_key
            JOIN profiles o ON o.profile_key = c.person_key
          """,
          """
          SELECT 'profile trait' AS what, p.subject, o.subject AS person, t.name, t.spelling,
            t.value, t.source, t.effective_at
          FROM profile_traits t
            JOIN profile_parts c ON c.part_key = t.part_key
            JOIN profiles p ON p.profile_key = c.profile_key
            JOIN profiles o ON o.profile_key = c.person_key
          """,
          """
          SELECT 'profile account' AS what, p.subject, o.subject AS person, a.domain, s.stated_at
          FROM profile_accounts s
            JOIN accounts a ON a.account_key = s.account_key
            JOIN profile_parts c ON c.part_key = s.part_key
            JOIN profiles p ON p.profile_key = c.profile_key
            JOIN profiles o ON o.profile_key = c.person_key
          """,
          """
          SELECT 'address' AS what, p.subject, l.address, l.first_at, l.last_at, a.domain,
            l.confidence, l.reason
          FROM profile_addresses l
            JOIN profiles p ON p.profile_key = l.profile_key
            LEFT JOIN accounts a ON a.account_key = l.account_key
          """,
          """
          SELECT 'session' AS what, p.subject, s.session_id, s.started_at, s.last_at,
            s.page_views, s.events, s.focus_millis
          FROM sessions s JOIN profiles p ON p.profile_key = s.profile_key
          """,
          """
          SELECT 'visit' AS what, p.subject, e.kind, n.name, e.hash, e.effective_at, e.source,
            e.marks, e.sent_at, e.message_id, e.session_id, e.focus_millis, e.ended_at, e.body
          FROM profile_entries e
            JOIN profiles p ON p.profile_key = e.profile_key
            LEFT JOIN names n ON n.name_key = e.name_key
          """,
          """
          SELECT 'points' AS what, a.domain, d.day, o.subject AS person, p.subject, d.group_name,
            CAST(ROUND(d.points * 1000000) AS BIGINT) AS points, d.at
          FROM score_days d
            JOIN accounts a ON a.account_key = d.account_key
            LEFT JOIN profiles o ON o.profile_key = d.person_key
            LEFT JOIN profiles p ON p.profile_key = d.profile_key
          """,
          """
          SELECT 'score total' AS what, a.domain, t.day, t.at, t.people,
            CAST(ROUND(t.points * 1000000) AS BIGINT) AS points
          FROM score_totals t JOIN accounts a ON a.account_key = t.account_key
          """,
          """
          SELECT 'score' AS what, a.domain, s.version, s.active_days, s.first_at, s.newest_day,
            s.settled, s.trend, CAST(ROUND(s.score_rank * 1000000) AS BIGINT) AS place
          FROM account_scores s JOIN accounts a ON a.account_key = s.account_key
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
