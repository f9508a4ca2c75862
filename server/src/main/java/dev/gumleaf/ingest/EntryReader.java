package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads the entries of a body, one after the other. Null means absent for every optional member.
 */
final class EntryReader {
  private final BodyCursor cursor;
  private final IngestLimits limits;

  EntryReader(BodyCursor cursor, IngestLimits limits) {
    this.cursor = cursor;
    this.limits = limits;
  }

  /** Reads the entry at the cursor and leaves the cursor at its last token. */
  EntryDraft read(CallKind kind, int index) throws IOException {
    int start = cursor.tokenStart();
    EntryDraft entry = new EntryDraft(kind, index);
    if (index >= limits.entriesMax()) {
      entry.refuse(
          RejectReason.TOO_MANY_ITEMS,
          "the array has more than " + limits.entriesMax() + " entries");
    }
    if (cursor.token() == JsonToken.START_OBJECT) {
      readMembers(entry);
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

  private void readMembers(EntryDraft entry) throws IOException {
    boolean typed = false;
    boolean named = entry.kind() != CallKind.TRACK;
    while (cursor.next() == JsonToken.FIELD_NAME) {
      cursor.checkName(entry);
      String name = cursor.name();
      if (cursor.next() == JsonToken.VALUE_NULL && isKnown(entry.kind(), name)) {
        continue;
      }
      switch (name) {
        case "type" -> {
          typed = true;
          readType(entry);
        }
        case "message_id" -> readMessageId(entry);
        case "sent_at" -> readSentAt(entry);
        case "source" -> readSource(entry);
        case "context" -> readContext(entry);
        default -> {
          if (name.equals(bodyName(entry.kind()))) {
            readBody(entry, name);
          } else if (name.equals("event") && entry.kind() == CallKind.TRACK) {
            named = true;
            readEvent(entry);
          } else {
            readOther(entry, name);
          }
        }
      }
    }
    if (!typed) {
      entry.refuse(RejectReason.MISSING_TYPE, "type is missing");
    }
    if (!named) {
      entry.refuse(RejectReason.MISSING_EVENT, "event is missing");
    }
  }

  private static boolean isKnown(CallKind kind, String name) {
    return switch (name) {
      case "type", "message_id", "sent_at", "source", "context" -> true;
      case "event", "properties" -> kind == CallKind.TRACK;
      case "traits" -> kind == CallKind.IDENTIFY;
      default -> false;
    };
  }

  private static String bodyName(CallKind kind) {
    return switch (kind) {
      case TRACK -> "properties";
      case IDENTIFY -> "traits";
    };
  }

  private static String typeName(CallKind kind) {
    return switch (kind) {
      case TRACK -> "track";
      case IDENTIFY -> "identify";
    };
  }

  private void readType(EntryDraft entry) throws IOException {
    String expected = typeName(entry.kind());
    boolean right = isString() && cursor.text().equals(expected);
    if (!right) {
      entry.refuse(RejectReason.WRONG_TYPE, "type is not \"" + expected + "\"");
    }
    cursor.skipValue();
  }

  private void readEvent(EntryDraft entry) throws IOException {
    if (!isString()) {
      entry.refuse(RejectReason.WRONG_MEMBER_TYPE, "event is not a string");
    } else if (BodyCursor.isLonger(cursor.text(), limits.nameCharsMax())) {
      entry.refuse(
          RejectReason.NAME_TOO_LONG,
          "event has more than " + limits.nameCharsMax() + " characters");
    } else {
      entry.event(PlainText.of(cursor.text()));
    }
    cursor.skipValue();
  }

  private void readMessageId(EntryDraft entry) throws IOException {
    if (!isString()) {
      entry.refuse(RejectReason.BAD_MESSAGE_ID, "message_id is not a string");
    } else if (BodyCursor.isLonger(cursor.text(), limits.messageIdCharsMax())) {
      entry.refuse(
          RejectReason.BAD_MESSAGE_ID,
          "message_id has more than " + limits.messageIdCharsMax() + " characters");
    } else if (!cursor.text().isEmpty()) {
      entry.messageId(new MessageId(PlainText.of(cursor.text())));
    }
    cursor.skipValue();
  }

  private void readSentAt(EntryDraft entry) throws IOException {
    Instant sentAt = isString() ? Rfc3339.parse(cursor.text()) : null;
    if (sentAt == null) {
      entry.refuse(RejectReason.BAD_SENT_AT, "sent_at is not a date-time as RFC 3339 has it");
    } else {
      entry.sentAt(sentAt);
    }
    cursor.skipValue();
  }

  private void readOther(EntryDraft entry, String name) throws IOException {
    int start = cursor.tokenStart();
    cursor.walkValue(entry);
    entry.addOther(new OtherMember(name, cursor.sliceFrom(start)));
  }

  private void readSource(EntryDraft entry) throws IOException {
    if (isString()) {
      entry.sender(cursor.text());
    }
    readOther(entry, "source");
  }

  private void readContext(EntryDraft entry) throws IOException {
    int start = cursor.tokenStart();
    if (cursor.token() == JsonToken.START_OBJECT) {
      while (cursor.next() == JsonToken.FIELD_NAME) {
        cursor.checkName(entry);
        boolean source = cursor.name().equals("source");
        if (cursor.next() == JsonToken.VALUE_STRING && source) {
          entry.contextSender(cursor.text());
        }
        cursor.walkValue(entry);
      }
    } else {
      cursor.walkValue(entry);
    }
    entry.addOther(new OtherMember("context", cursor.sliceFrom(start)));
  }

  private void readBody(EntryDraft entry, String name) throws IOException {
    int start = cursor.tokenStart();
    if (cursor.token() != JsonToken.START_OBJECT) {
      entry.refuse(RejectReason.WRONG_MEMBER_TYPE, name + " is not an object");
      cursor.skipValue();
      return;
    }
    switch (entry.kind()) {
      case TRACK -> cursor.walkValue(entry);
      case IDENTIFY -> new TraitsCheck(cursor, limits, entry).walk();
    }
    entry.body(cursor.sliceFrom(start));
  }

  private boolean isString() {
    return cursor.token() == JsonToken.VALUE_STRING;
  }
}
