package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements of the pipeline about entries. */
final class EntryRows {
  private EntryRows() {}

  /**
   * Inserts entries in the order given; false where the account has an entry with the same hash.
   */
  static boolean[] insert(Transaction tx, List<EntryRow> entries) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "entries",
            number("entry_key"),
            number("account_key"),
            number("hash"),
            number("effective_at"),
            number("name_key"),
            number("kind"),
            number("source"),
            number("marks"),
            number("received_at"),
            number("sent_at"),
            text("message_id"),
            text("body"),
            text("others"),
            number("profile_key"));
    long key = Counters.next(tx, "entry_key", entries.size());
    for (EntryRow entry : entries) {
      batch.add(
          key++,
          entry.account().value(),
          entry.hash(),
          entry.effectiveAt(),
          entry.nameKey(),
          (long) entry.kind().code(),
          (long) entry.source().code(),
          (long) entry.marks(),
          entry.receivedAt(),
          entry.sentAt(),
          entry.messageId(),
          entry.body(),
          entry.others(),
          entry.saidBy() == null ? null : (Long) entry.saidBy().value());
    }
    return tx.dialect()
        .insert(
            tx.connection(),
            batch,
            "ON CONFLICT (account_key, hash) WHERE hash IS NOT NULL DO NOTHING");
  }

  /** The stored entries of an account with one of the hashes. */
  static List<EntryRow> find(Transaction tx, AccountKey account, Collection<Long> hashes)
      throws SQLException {
    Connection connection = tx.connection();
    List<EntryRow> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT hash, effective_at, name_key, kind, source, marks, received_at, sent_at,
              message_id, body, others
            FROM entries
            WHERE account_key = ? AND %s
            """
                .formatted(tx.dialect().inSet("hash")))) {
      statement.setLong(1, account.value());
      tx.dialect().bindSet(statement, 2, hashes.stream().mapToLong(Long::longValue).toArray());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toEntry(account, rows));
        }
      }
    }
    return found;
  }

  static EntryRow toEntry(AccountKey account, ResultSet row) throws SQLException {
    return new EntryRow(
        account,
        Columns.optionalLong(row, "hash"),
        row.getLong("effective_at"),
        row.getLong("name_key"),
        CallKind.ofCode(row.getInt("kind")),
        Source.ofCode(row.getInt("source")),
        row.getInt("marks"),
        row.getLong("received_at"),
        Columns.optionalLong(row, "sent_at"),
        row.getString("message_id"),
        row.getString("body"),
        row.getString("others"),
        null);
  }
}
