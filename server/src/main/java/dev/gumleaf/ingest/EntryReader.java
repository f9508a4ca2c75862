package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a body, one after the other. Null means absent for every optional member.
 * What is special about entries of companies and of people is in the subclasses.
 */
abstract sealed class EntryReader extends MemberReader
    permits AccountEntryReader, VisitorEntryReader {
  EntryReader(BodyCursor cursor, IngestLimits limits) {
    super(cursor, limits);
  }

  /** Reads the entry at the cursor and leaves the cursor at its last token. */
  final EntryDraft read(CallKind kind, int index) throws IOException {
    EntryDraft entry = new EntryDraft(kind, index);
    return read(entry, body -> readMembers(entry));
  }

  private void readMembers(EntryDraft entry) throws IOException {
    boolean typed = !requiresType(entry.kind());
    boolean named = !isNamed(entry.kind());
    while (cursor().next() == JsonToken.FIELD_NAME) {
      cursor().checkName(entry);
      String name = cursor().name();
      if (cursor().next() == JsonToken.VALUE_NULL && isKnown(entry.kind(), name)) {
        continue;
      }
      typed |= name.equals("type");
      named |= name.equals(eventName(entry.kind()));
      readMember(entry, name);
    }
    if (!typed) {
      entry.refuse(RejectReason.MISSING_TYPE, "type is missing");
    }
    if (!named) {
      entry.refuse(RejectReason.MISSING_EVENT, eventName(entry.kind()) + " is missing");
    }
    finish(entry);
  }

  private void readMember(EntryDraft entry, String name) throws IOException {
    switch (name) {
      case "type" -> readType(entry);
      case "sent_at" -> readSentAt(entry);
      case "source" -> readSource(entry);
      case "context" -> readContext(entry);
      default -> {
        if (name.equals(messageIdName(entry.kind()))) {
          readMessageId(entry, name);
        } else if (name.equals(bodyName(entry.kind()))) {
          readBody(entry, name);
        } else if (isNamed(entry.kind()) && name.equals(eventName(entry.kind()))) {
          readEvent(entry, name);
        } else if (!readSpecial(entry, name)) {
          readOther(entry, name);
        }
      }
    }
  }

  /** Whether an entry without {@code type} is refused. */
  abstract boolean requiresType(CallKind kind);

  /** Reads the value at the cursor as a time; null if it is none. */
  abstract @Nullable Instant readTime() throws IOException;

  /** Is told of a time that cannot be read. */
  abstract void noteBadTime(EntryDraft entry, String detail);

  /** Reads the object at the cursor, which is the entry's body. */
  abstract void walkBody(EntryDraft entry) throws IOException;

  /**
   * Takes note of a member of {@code context}, the cursor at its value, and leaves the cursor there
   * or at the end of the value.
   */
  abstract void noteContext(EntryDraft entry, String name) throws IOException;

  /** Reads a member that only some entries have; false to keep it as it is. */
  abstract boolean readSpecial(EntryDraft entry, String name) throws IOException;

  /** Checks the entry after its last member. */
  abstract void finish(EntryDraft entry);

  private boolean isKnown(CallKind kind, String name) {
    return switch (name) {
      case "type", "sent_at", "source", "context" -> true;
      default ->
          name.equals(messageIdName(kind))
              || name.equals(bodyName(kind))
              || (isNamed(kind) && name.equals(eventName(kind)));
    };
  }

  private static String messageIdName(CallKind kind) {
    return switch (kind) {
      case FORM, METRIC -> "id";
      case TRACK, IDENTIFY, PAGE_VIEW -> "message_id";
    };
  }

  private static String bodyName(CallKind kind) {
    return switch (kind) {
      case TRACK, FORM, METRIC -> "properties";
      case IDENTIFY -> "traits";
      case PAGE_VIEW -> "page";
    };
  }

  private static String typeName(CallKind kind) {
    return switch (kind) {
      case TRACK -> "track";
      case IDENTIFY -> "identify";
      case PAGE_VIEW -> "page";
      case FORM, METRIC -> "metric";
    };
  }

  private static boolean isNamed(CallKind kind) {
    return kind == CallKind.TRACK || kind == CallKind.METRIC;
  }

  private static String eventName(CallKind kind) {
    return kind == CallKind.METRIC ? "name" : "event";
  }

  private void readType(EntryDraft entry) throws IOException {
    String expected = typeName(entry.kind());
    boolean right = isString() && cursor().text().equals(expected);
    if (!right) {
      entry.refuse(RejectReason.WRONG_TYPE, "type is not \"" + expected + "\"");
    }
    cursor().skipValue();
  }

  private void readSentAt(EntryDraft entry) throws IOException {
    Instant sentAt = readTime();
    if (sentAt == null) {
      noteBadTime(entry, "sent_at is not a date-time as RFC 3339 has it");
    } else {
      entry.sentAt(sentAt);
    }
    cursor().skipValue();
  }

  private void readSource(EntryDraft entry) throws IOException {
    if (isString()) {
      entry.sender(cursor().text());
    }
    readOther(entry, "source");
  }

  private void readContext(EntryDraft entry) throws IOException {
    int start = cursor().tokenStart();
    if (cursor().token() == JsonToken.START_OBJECT) {
      while (cursor().next() == JsonToken.FIELD_NAME) {
        cursor().checkName(entry);
        String name = cursor().name();
        if (cursor().next() == JsonToken.VALUE_STRING && name.equals("source")) {
          entry.contextSender(cursor().text());
        }
        noteContext(entry, name);
        cursor().walkValue(entry);
      }
    } else {
      cursor().walkValue(entry);
    }
    entry.addOther(new OtherMember("context", cursor().sliceFrom(start)));
  }

  private void readBody(EntryDraft entry, String name) throws IOException {
    int start = cursor().tokenStart();
    if (cursor().token() != JsonToken.START_OBJECT) {
      entry.refuse(RejectReason.WRONG_MEMBER_TYPE, name + " is not an object");
      cursor().skipValue();
      return;
    }
    walkBody(entry);
    entry.body(cursor().sliceFrom(start));
  }
}
