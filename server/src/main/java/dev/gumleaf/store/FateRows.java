package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.PlainText;
import java.sql.SQLException;
import java.util.List;

/** The statements of the pipeline about entries that were not stored. */
final class FateRows {
  private FateRows() {}

  static void insert(Transaction tx, List<Fate> fates) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "entry_fates",
            number("fate_key"),
            number("workspace_id"),
            text("fate"),
            text("reason"),
            text("detail"),
            number("kind"),
            number("entry_index"),
            number("message_hash"),
            text("message_id"),
            number("account_key"),
            text("request_id"),
            number("received_at"),
            text("content"),
            number("profile_key"));
    long key = Counters.next(tx, "fate_key", fates.size());
    for (Fate fate : fates) {
      var id = fate.messageId();
      batch.add(
          key++,
          fate.workspace().value(),
          fate.outcome().word(),
          fate.reason(),
          fate.detail(),
          (long) fate.kind().code(),
          (long) fate.index(),
          id == null ? null : (Long) EntryHash.ofMessageId(fate.kind(), id),
          id == null ? null : PlainText.of(id.value()),
          fate.account() == null ? null : (Long) fate.account().value(),
          fate.requestId(),
          fate.receivedAt().toEpochMilli(),
          fate.content(),
          fate.profile() == null ? null : (Long) fate.profile().value());
    }
    tx.dialect().insert(tx.connection(), batch, "");
  }
}
