package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries about people. What the clients send differs more than for companies, and much of it
 * cannot be changed any more, so what can be understood is taken.
 */
final class VisitorEntryReader extends EntryReader {
  /** The metric that a page sends for a form. */
  private static final String FORM_SUBMITTED = "sdk.form.submitted";

  /** More than anybody looks at one page; what is above it is a broken clock. */
  private static final long FOCUS_MILLIS_MAX = Duration.ofDays(1).toMillis();

  VisitorEntryReader(BodyCursor cursor, IngestLimits limits) {
    super(cursor, limits);
  }

  @Override
  boolean requiresType(CallKind kind) {
    return false;
  }

  @Override
  @Nullable Instant readTime() throws IOException {
    return isString() ? VisitTimes.parse(cursor().text()) : VisitTimes.ofNumber(cursor().parser());
  }

  @Override
  void noteBadTime(EntryDraft entry, String detail) {
    entry.warn("bad_sent_at", detail + "; the time of receipt is used");
  }

  @Override
  void walkBody(EntryDraft entry) throws IOException {
    while (cursor().next() == JsonToken.FIELD_NAME) {
      cursor().checkName(entry);
      String name = cursor().name();
      cursor().next();
      switch (entry.kind()) {
        case IDENTIFY -> noteEmail(entry, name);
        case PAGE_VIEW -> noteUrl(entry, name);
        case FORM, METRIC -> noteTraits(entry, name);
        case TRACK -> {}
      }
      cursor().walkValue(entry);
    }
  }

  private void noteEmail(EntryDraft entry, String name) throws IOException {
    if (name.equals("email") && isString()) {
      entry.visit().traitEmail = cursor().text();
    }
  }

  private void noteUrl(EntryDraft entry, String name) throws IOException {
    if (name.equals("url") && isString()) {
      entry.visit().url = cursor().text();
    }
  }

  private void noteTraits(EntryDraft entry, String name) throws IOException {
    if (name.equals("traits") && cursor().token() == JsonToken.START_OBJECT) {
      while (cursor().next() == JsonToken.FIELD_NAME) {
        cursor().checkName(entry);
        String trait = cursor().name();
        cursor().next();
        noteEmail(entry, trait);
        cursor().walkValue(entry);
      }
    }
  }

  @Override
  void noteContext(EntryDraft entry, String name) throws IOException {
    switch (name) {
      case "userAgent" -> entry.visit().userAgent = text();
      case "ip" -> entry.visit().address = text();
      case "session" -> {
        if (cursor().token() == JsonToken.START_OBJECT) {
          readSession(entry);
        }
      }
      default -> {}
    }
  }

  private void readSession(EntryDraft entry) throws IOException {
    while (cursor().next() == JsonToken.FIELD_NAME) {
      cursor().checkName(entry);
      boolean id = cursor().name().equals("id");
      cursor().next();
      if (id && cursor().token() != null && cursor().token().isScalarValue()) {
        entry.visit().sessionId = scalar();
      }
      cursor().walkValue(entry);
    }
  }

  @Override
  boolean readSpecial(EntryDraft entry, String name) throws IOException {
    return switch (entry.kind()) {
      case PAGE_VIEW -> readOfPageView(entry, name);
      case TRACK, IDENTIFY, FORM, METRIC -> {
        if (name.equals("email")) {
          entry.visit().email = text();
        } else if (name.equals("device_ip") && entry.visit().address == null) {
          entry.visit().address = text();
        }
        yield false;
      }
    };
  }

  private boolean readOfPageView(EntryDraft entry, String name) throws IOException {
    switch (name) {
      case "visit_start" -> {
        Instant start = readTime();
        if (start != null) {
          entry.visit().startedAt = start;
        } else if (cursor().token() != JsonToken.VALUE_NULL) {
          noteBadTime(entry, "visit_start is not a date-time");
        }
        cursor().skipValue();
      }
      case "visit_end" -> {
        entry.visit().endedAt = readTime();
        cursor().skipValue();
      }
      case "focus_intervals" -> entry.visit().focusMillis = readFocus(entry);
      case "properties" -> {
        int start = cursor().tokenStart();
        boolean object = cursor().token() == JsonToken.START_OBJECT;
        if (object) {
          walkBody(entry);
          entry.visit().properties = cursor().sliceFrom(start);
        } else {
          readOther(entry, name);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private long readFocus(EntryDraft entry) throws IOException {
    if (cursor().token() != JsonToken.START_ARRAY) {
      cursor().walkValue(entry);
      return 0;
    }
    double sum = 0;
    while (cursor().next() != JsonToken.END_ARRAY) {
      JsonParser parser = cursor().parser();
      boolean number = parser.currentToken().isNumeric();
      sum += number ? Math.max(0, Double.parseDouble(parser.getText())) : 0;
      cursor().walkValue(entry);
    }
    return (long) Math.min(sum, (double) FOCUS_MILLIS_MAX);
  }

  @Override
  void finish(EntryDraft entry) {
    switch (entry.kind()) {
      case PAGE_VIEW -> finishPageView(entry);
      case METRIC -> {
        if (entry.event().equals(FORM_SUBMITTED)) {
          // A metric can turn out to be a form that was sent in.
          entry.kind(CallKind.FORM);
        }
      }
      case TRACK, IDENTIFY, FORM -> {}
    }
  }

  private static void finishPageView(EntryDraft entry) {
    var properties = entry.visit().properties;
    if (entry.hasBody()) {
      if (properties != null) {
        entry.addOther(new OtherMember("properties", properties));
      }
    } else if (properties != null) {
      entry.body(properties);
    } else {
      entry.refuse(RejectReason.BAD_PAGE, "the page view has neither page nor properties");
    }
  }
}
