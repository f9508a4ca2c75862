package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads entries about companies, as strictly as their published schema is. */
final class AccountEntryReader extends EntryReader {
  AccountEntryReader(BodyCursor cursor, IngestLimits limits) {
    super(cursor, limits);
  }

  @Override
  boolean requiresType(CallKind kind) {
    return true;
  }

  @Override
  @Nullable Instant readTime() throws IOException {
    return isString() ? Rfc3339.parse(cursor().text()) : null;
  }

  @Override
  void noteBadTime(EntryDraft entry, String detail) {
    entry.refuse(RejectReason.BAD_SENT_AT, detail);
  }

  @Override
  void walkBody(EntryDraft entry) throws IOException {
    if (entry.kind() == CallKind.IDENTIFY) {
      new TraitsCheck(cursor(), limits(), entry).walk();
    } else {
      cursor().walkValue(entry);
    }
  }

  @Override
  void noteContext(EntryDraft entry, String name) {}

  @Override
  boolean readSpecial(EntryDraft entry, String name) {
    return false;
  }

  @Override
  void finish(EntryDraft entry) {}
}
