package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.audience.AudiencePart;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.LookSql.Look;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;

/** Asks an audience about some companies or people, all with one statement. */
final class MembershipAnswers {
  private MembershipAnswers() {}

  /** The answers about those who are there. */
  static List<MembershipAnswer> of(
      Transaction tx,
      WorkspaceId workspace,
      AudiencePart part,
      Collection<Long> keys,
      Instant now) {
    MemberRows rows = MemberRows.of(part.kind());
    AudienceSql sql = AudienceSql.of(tx, workspace, part.kind(), part.filter(), now);
    String shown = part.isAudience() ? rows.isListed() : rows.isHead();
    String holds = part.isAudience() ? sql.members(part.filter()) : sql.holds(part.filter());
    List<Look> looks = sql.looks(part.filter());
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      columns.add(", CASE WHEN %s THEN %s END AS look_%d".formatted(shown, looks.get(i).sql(), i));
    }
    Query query =
        tx.query(
                """
                SELECT %s AS row_key, CASE WHEN %s AND %s THEN 1 ELSE 0 END AS holds%s
                %s
                """
                    .formatted(
                        rows.rowKey(),
                        shown,
                        holds,
                        columns.stream().collect(joining()),
                        rows.some(tx.dialect(), "keys")))
            .bind("workspace", workspace.value())
            .bind("keys", keys.stream().map(String::valueOf).collect(joining(",")));
    sql.binds().bindTo(query);
    return query.map((row, context) -> answer(row, looks)).list();
  }

  private static MembershipAnswer answer(ResultSet row, List<Look> looks) throws SQLException {
    Long first = null;
    for (int i = 0; i < looks.size(); i++) {
      Long value = Columns.optionalLong(row, "look_" + i);
      OptionalLong at = value == null ? OptionalLong.empty() : looks.get(i).at().apply(value);
      if (at.isPresent() && (first == null || at.getAsLong() < first)) {
        first = at.getAsLong();
      }
    }
    return new MembershipAnswer(row.getLong("row_key"), row.getInt("holds") == 1, first);
  }
}
