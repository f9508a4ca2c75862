package dev.gumleaf.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One look at one page, in the form in which the browser reports it: again and again, each time
 * with what was added.
 */
record Visit(Browser browser, String session, String id, Page page, Instant at, List<Long> focus) {
  Visit {
    focus = List.copyOf(focus);
  }

  static Visit of(Browser browser, String session, Page page, Instant at, Chance chance) {
    long left = (long) (chance.stretch(page.topic().seconds()) * 1000) + 800;
    List<Long> focus = new ArrayList<>();
    while (focus.size() < 2 && left > 8_000 && chance.hits(0.4)) {
      long part = (long) (left * chance.between(0.2, 0.7));
      focus.add(part);
      left -= part;
    }
    focus.add(left);
    return new Visit(browser, session, "v-" + chance.hex(16), page, at, focus);
  }

  long focusMillis() {
    return focus.stream().mapToLong(Long::longValue).sum();
  }

  /** Away for a quarter as long as there. */
  Instant end() {
    return at.plusMillis(focusMillis() + focusMillis() / 4);
  }

  /** As it was when the page had just been opened, which no later copy may be shorter than. */
  String opened() {
    return json(List.of(Math.min(focus.getFirst(), 700))).toString();
  }

  String complete() {
    return json(focus).put("visit_end", end().toString()).toString();
  }

  private JsonObject json(List<Long> intervals) {
    return new JsonObject()
        .put("message_id", id)
        .put("context", context(browser, session))
        .put(
            "page",
            new JsonObject()
                .put("path", page.path())
                .put("url", Site.url(page))
                .put("host", "www." + Site.DOMAIN)
                .put("title", page.title())
                .put("referrer", ""))
        .put("visit_start", at.toString())
        .put("focus_intervals", intervals);
  }

  static JsonObject context(Browser browser, String session) {
    return new JsonObject()
        .put("userAgent", browser.userAgent())
        .put("library", new JsonObject().put("name", "koala").put("version", "1.29.0"))
        .put("session", new JsonObject().put("id", session));
  }
}
