package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what all entries have in common, whatever form they are sent in, within the limits. */
abstract sealed class MemberReader permits EntryReader, SegmentMessageReader, Rb2bVisitReader {
  /** What a session or a User-Agent can be; the rest says nothing more. */
  private static final int TEXT_CHARS_MAX = 1_000;

  private final BodyCursor cursor;
  private final IngestLimits limits;

  MemberReader(BodyCursor cursor, IngestLimits limits) {
    this.cursor = cursor;
    this.limits = limits;
  }

  final BodyCursor cursor() {
    return cursor;
  }

  final IngestLimits limits() {
    return limits;
  }

  /** Reads the entry at the cursor and leaves the cursor at its last token. */
  final EntryDraft read(EntryDraft entry, JsonBody.Members members) throws IOException {
    int start = cursor.tokenStart();
    if (entry.index() >= limits.entriesMax()) {
      entry.refuse(
          RejectReason.TOO_MANY_ITEMS,
          "the array has more than " + limits.entriesMax() + " entries");
    }
    if (cursor.token() == JsonToken.START_OBJECT) {
      members.read(cursor);
    } else {
      entry.refuse(RejectReason.NOT_AN_OBJECT, "the entry is not a JSON object");
      cursor.skipValue();
    }
    RawJson content = cursor.sliceFrom(start);
    entry.content(content);
    if (content.length() > limits.entryBytesMax()) {
      entry.refuse(
          RejectReason.ENTRY_TOO_LARGE,
          "the entry has more than " + limits.entryBytesMax() + " bytes");
    }
    return entry;
  }

  final void readEvent(EntryDraft entry, String name) throws IOException {
    if (!isString()) {
      entry.refuse(RejectReason.WRONG_MEMBER_TYPE, name + " is not a string");
    } else if (BodyCursor.isLonger(cursor.text(), limits.nameCharsMax())) {
      entry.refuse(
          RejectReason.NAME_TOO_LONG,
          name + " has more than " + limits.nameCharsMax() + " characters");
    } else {
      entry.event(PlainText.of(cursor.text()));
    }
    cursor.skipValue();
  }

  final void readMessageId(EntryDraft entry, String name) throws IOException {
    if (!isString()) {
      entry.refuse(RejectReason.BAD_MESSAGE_ID, name + " is not a string");
    } else if (BodyCursor.isLonger(cursor.text(), limits.messageIdCharsMax())) {
      entry.refuse(
          RejectReason.BAD_MESSAGE_ID,
          name + " has more than " + limits.messageIdCharsMax() + " characters");
    } else if (!cursor.text().isEmpty()) {
      entry.messageId(new MessageId(PlainText.of(cursor.text())));
    }
    cursor.skipValue();
  }

  final void readOther(EntryDraft entry, String name) throws IOException {
    entry.addOther(new OtherMember(name, readValue(entry)));
  }

  /** The value at the cursor, whatever it is. */
  final RawJson readValue(EntryDraft entry) throws IOException {
    int start = cursor.tokenStart();
    cursor.walkValue(entry);
    return cursor.sliceFrom(start);
  }

  final boolean isString() {
    return cursor.token() == JsonToken.VALUE_STRING;
  }

  /** The string or number at the cursor, whole; null when it is blank or something else. */
  final @Nullable String wholeText() throws IOException {
    JsonToken token = cursor.token();
    boolean usable = isString() || (token != null && token.isNumeric());
    String text = usable ? PlainText.of(cursor.text()).strip() : "";
    return text.isEmpty() ? null : text;
  }

  /** Null for what is no text. */
  final @Nullable String text() throws IOException {
    return isString() ? scalar() : null;
  }

  /** The scalar at the cursor as a text; null when it says nothing. */
  final @Nullable String scalar() throws IOException {
    if (cursor.token() == JsonToken.VALUE_NULL) {
      return null;
    }
    String text = PlainText.of(cursor.text());
    return text.isBlank() ? null : text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX));
  }
}
