package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;

import dev.gumleaf.audience.AudiencePart;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements about who is noted to be in which audience. */
final class MembershipRows {
  private MembershipRows() {}

  static Map<Long, MembershipState> find(
      Transaction tx, long audience, AudiencePart part, Collection<Long> keys) throws SQLException {
    Map<Long, MembershipState> found = new HashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT subject_key, since, look_at
                FROM memberships
                WHERE audience_id = ? AND part = ? AND %s
                """
                    .formatted(tx.dialect().inSet("subject_key")))) {
      statement.setLong(1, audience);
      statement.setInt(2, part.number());
      tx.dialect().bindSet(statement, 3, array(keys));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          MembershipState state =
              new MembershipState(
                  rows.getLong("subject_key"),
                  Columns.optionalLong(rows, "since"),
                  Columns.optionalLong(rows, "look_at"));
          found.put(state.key(), state);
        }
      }
    }
    return found;
  }

  /** Writes states, and deletes those in which there is nothing to note. */
  static void write(
      Transaction tx, long audience, AudiencePart part, Collection<MembershipState> states)
      throws SQLException {
    RowBatch batch =
        new RowBatch(
            "memberships",
            number("subject_key"),
            number("subject_kind"),
            number("audience_id"),
            number("part"),
            number("since"),
            number("look_at"));
    for (MembershipState state : states) {
      if (!state.isEmpty()) {
        batch.add(
            state.key(),
            (long) TouchRows.code(part.kind()),
            audience,
            (long) part.number(),
            state.since(),
            state.lookAt());
      }
    }
    if (!batch.rows().isEmpty()) {
      tx.dialect()
          .insert(
              tx.connection(),
              batch,
              """
              ON CONFLICT (audience_id, part, subject_key)
              DO UPDATE SET since = excluded.since, look_at = excluded.look_at
              """);
    }
    delete(
        tx,
        audience,
        part,
        states.stream().filter(MembershipState::isEmpty).map(MembershipState::key).toList());
  }

  private static void delete(Transaction tx, long audience, AudiencePart part, List<Long> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                DELETE FROM memberships
                WHERE audience_id = ? AND part = ? AND %s
                """
                    .formatted(tx.dialect().inSet("subject_key")))) {
      statement.setLong(1, audience);
      statement.setInt(2, part.number());
      tx.dialect().bindSet(statement, 3, array(keys));
      statement.executeUpdate();
    }
  }

  static void addChanges(Transaction tx, List<MembershipChange> changes) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "membership_changes",
            number("change_id"),
            number("audience_id"),
            number("subject_kind"),
            number("subject_key"),
            number("at"),
            number("entered"),
            number("why"));
    long id = Counters.next(tx, "membership_change_id", changes.size());
    for (MembershipChange change : changes) {
      batch.add(
          id++,
          change.audience(),
          (long) TouchRows.code(change.kind()),
          change.key(),
          change.at().toEpochMilli(),
          change.entered() ? 1L : 0L,
          (long) change.why().code());
    }
    tx.dialect().insert(tx.connection(), batch, "");
  }

  static long[] array(Collection<Long> keys) {
    return keys.stream().mapToLong(Long::longValue).toArray();
  }
}
