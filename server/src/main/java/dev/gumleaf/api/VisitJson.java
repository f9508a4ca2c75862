package dev.gumleaf.api;

import dev.gumleaf.model.Mark;
import dev.gumleaf.store.StoredVisit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes what people did, each kind in its own words. */
final class VisitJson {
  private VisitJson() {}

  static void writeEvent(Json json, StoredVisit visit) throws IOException {
    json.text("message_id", visit.messageId())
        .text("event", visit.name())
        .raw("properties", visit.body());
    writeTimes(json, visit);
    json.raw("other", visit.others());
  }

  static void writePageView(Json json, StoredVisit visit) throws IOException {
    StoredBody page = StoredBody.of(visit.body());
    json.text("message_id", visit.messageId())
        .text("url", page.text("url"))
        .text("path", page.text("path"))
        .text("title", page.text("title"))
        .text("referrer", page.text("referrer"))
        .raw("campaign", campaign(page, visit))
        .time("visit_start", visit.effectiveAt())
        .time("ended_at", visit.endedAt())
        .seconds("focus_seconds", visit.focusMillis())
        .text("profile_id", visit.id().value())
        .text("session_id", visit.sessionId())
        .time("received_at", visit.receivedAt())
        .text("source", visit.source().word())
        .texts("marks", visit.marks().stream().sorted().map(Mark::word).toList())
        .raw("page", visit.body());
  }

  /** Pages say it of themselves, and browsers beside them. */
  private static @Nullable String campaign(StoredBody page, StoredVisit visit) {
    String own = page.json("utm");
    return own == null ? StoredBody.of(visit.others()).object("context").json("campaign") : own;
  }

  static void writeForm(Json json, StoredVisit visit) throws IOException {
    StoredBody form = StoredBody.of(visit.body());
    StoredBody context = form.object("context");
    json.text("message_id", visit.messageId())
        .text("name", form.text("name"))
        .text("method", form.text("method"))
        .text("action", form.text("action"))
        .raw("fields", orEmpty(form.json("formData")))
        .raw("traits", orEmpty(form.json("traits")))
        .text("path", context.object("page").text("path"))
        .text("selector", context.text("selector"));
    writeTimes(json, visit);
  }

  private static String orEmpty(@Nullable String object) {
    return object == null ? "{}" : object;
  }

  private static void writeTimes(Json json, StoredVisit visit) throws IOException {
    json.text("profile_id", visit.id().value())
        .text("session_id", visit.sessionId())
        .time("sent_at", visit.sentAt())
        .time("received_at", visit.receivedAt())
        .time("effective_at", visit.effectiveAt())
        .text("source", visit.source().word())
        .texts("marks", visit.marks().stream().sorted().map(Mark::word).toList());
  }
}
