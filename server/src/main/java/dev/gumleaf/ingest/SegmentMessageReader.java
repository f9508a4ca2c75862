package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages in the form of Segment's specification, which RudderStack and others send, too.
 * What cannot be understood in an optional member is kept and does no harm.
 */
final class SegmentMessageReader extends MemberReader {
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "messageId",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "anonymousId",
          "userId",
          "previousId",
          "groupId",
          "event",
          "name",
          "properties",
          "traits",
          "context");

  private final SegmentBodies bodies;

  SegmentMessageReader(BodyCursor cursor, IngestLimits limits, DomainReader domains) {
    super(cursor, limits);
    this.bodies = new SegmentBodies(limits, domains);
  }

  /** Reads the message at the cursor and leaves the cursor at its last token. */
  SegmentDraft read(int index) throws IOException {
    SegmentDraft message = new SegmentDraft(index);
    read(
        message.entry,
        body -> {
          while (body.next() == JsonToken.FIELD_NAME) {
            readMember(message);
          }
          finish(message);
        });
    return message;
  }

  /** Reads the member at the cursor and leaves the cursor at the end of its value. */
  void readMember(SegmentDraft message) throws IOException {
    cursor().checkName(message.entry);
    String name = cursor().name();
    if (cursor().next() == JsonToken.VALUE_NULL && KNOWN.contains(name)) {
      return;
    }
    switch (name) {
      case "type" -> readType(message);
      case "messageId" -> readMessageId(message.entry, name);
      case "timestamp" -> readTime(message, name, 0);
      case "originalTimestamp" -> readTime(message, name, 1);
      case "sentAt" -> readTime(message, name, 2);
      case "anonymousId" -> message.anonymousId = readKept(message, name);
      case "userId" -> message.userId = readKept(message, name);
      case "previousId" -> message.previousId = readKept(message, name);
      case "groupId" -> message.groupId = readKept(message, name);
      case "event" -> readEvent(message.entry, name);
      case "name" -> message.name = readKept(message, name);
      case "properties" -> message.properties = readObject(message.entry, name);
      case "traits" -> message.traits = readObject(message.entry, name);
      case "context" -> readContext(message);
      default -> readOther(message.entry, name);
    }
  }

  /** Decides what the message is, after its last member. */
  void finish(SegmentDraft message) {
    Instant time = message.time();
    bodies.finish(message);
    if (time != null) {
      message.entry.sentAt(time);
    } else if (message.unreadableTime != null) {
      message.entry.warn(
          "bad_sent_at",
          message.unreadableTime + " is not a date-time; the time of receipt is used");
    }
  }

  private void readTime(SegmentDraft message, String name, int place) throws IOException {
    Instant time =
        isString() ? VisitTimes.parse(cursor().text()) : VisitTimes.ofNumber(cursor().parser());
    message.times[place] = time;
    if (time == null) {
      message.unreadableTime = name;
    }
    cursor().walkValue(message.entry);
  }

  private void readType(SegmentDraft message) throws IOException {
    if (isString()) {
      message.type = cursor().text();
    }
    cursor().walkValue(message.entry);
  }

  /** A text whose meaning is decided later, so it is also kept as it was sent. */
  private @Nullable String readKept(SegmentDraft message, String name) throws IOException {
    String text = wholeText();
    readOther(message.entry, name);
    return text;
  }

  private @Nullable RawJson readObject(EntryDraft entry, String name) throws IOException {
    boolean object = cursor().token() == JsonToken.START_OBJECT;
    if (!object) {
      entry.refuse(RejectReason.WRONG_MEMBER_TYPE, name + " is not an object");
    }
    RawJson value = readValue(entry);
    return object ? value : null;
  }

  private void readContext(SegmentDraft message) throws IOException {
    int start = cursor().tokenStart();
    if (cursor().token() == JsonToken.START_OBJECT) {
      while (cursor().next() == JsonToken.FIELD_NAME) {
        cursor().checkName(message.entry);
        String name = cursor().name();
        cursor().next();
        noteContext(message, name);
      }
    } else {
      cursor().walkValue(message.entry);
    }
    message.entry.addOther(new OtherMember("context", cursor().sliceFrom(start)));
  }

  private void noteContext(SegmentDraft message, String name) throws IOException {
    boolean object = cursor().token() == JsonToken.START_OBJECT;
    VisitDraft visit = message.entry.visit();
    switch (name) {
      case "ip" -> visit.address = text();
      case "userAgent" -> visit.userAgent = text();
      case "sessionId" -> {
        if (cursor().token() != null && cursor().token().isScalarValue()) {
          visit.sessionId = scalar();
        }
      }
      default -> {}
    }
    RawJson value = readValue(message.entry);
    if (object) {
      switch (name) {
        case "traits" -> message.contextTraits = value;
        case "page" -> message.contextPage = value;
        case "library" -> message.library = JsonMembers.findText(value, "name").orElse(null);
        default -> {}
      }
    }
  }
}
