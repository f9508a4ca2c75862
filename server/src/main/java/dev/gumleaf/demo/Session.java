package dev.gumleaf.demo;

import dev.gumleaf.demo.Post.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Some pages one after the other, and what was done there. Serves one session and then goes. */
final class Session {
  /** With the forms and events of a session always less than a request may hold. */
  static final int PAGES_MAX = 14;

  private final Browser browser;
  private final String id;
  private final Period period;
  private final Ledger ledger;
  private final Chance chance;
  private final List<Visit> visits = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private Instant now;

  Session(Browser browser, Instant start, Period period, Ledger ledger, Chance chance) {
    this.browser = browser;
    this.id = Long.toString(start.toEpochMilli());
    this.period = period;
    this.ledger = ledger;
    this.chance = chance;
    this.now = start;
  }

  /** Looks at a page until going on to the next. */
  void view(Page page) {
    Visit visit = Visit.of(browser, id, page, now, chance);
    if (visits.size() < PAGES_MAX && period.contains(now) && period.contains(visit.end())) {
      visits.add(visit);
      ledger.viewed(browser, visit.focusMillis());
    }
    now = visit.end().plusMillis(chance.whole(200, 6_000));
  }

  /** Does something on the page. */
  void act(String event, JsonObject properties) {
    if (events.size() < PAGES_MAX && period.contains(now)) {
      events.add(
          new JsonObject()
              .put("type", "track")
              .put("message_id", "e-" + chance.hex(16))
              .put("event", event)
              .put("properties", properties)
              .put("context", Visit.context(browser, id))
              .put("sent_at", now.toString())
              .toString());
      ledger.acted(browser);
      now = now.plusSeconds(2);
    }
  }

  /** Tells the page who it is. */
  void signIn(Person person) {
    if (!period.contains(now)) {
      return;
    }
    JsonObject identify =
        new JsonObject()
            .put("type", "identify")
            .put("context", Visit.context(browser, id).put("source", "identify"))
            .put("sent_at", now.toString())
            .put(
                "traits",
                new JsonObject()
                    .put("email", person.email())
                    .put("name", person.name())
                    .put("title", person.title()));
    post(Target.PEOPLE, of().put("email", person.email()).put("identifies", List.of(identify)), 1);
    ledger.claimed(browser, person);
    now = now.plusSeconds(1);
  }

  /** Fills a form in; who somebody is, is what was typed. */
  void fill(Page form, Person person) {
    view(form);
    if (!period.contains(now)) {
      return;
    }
    String name = form.path().substring(1);
    JsonObject properties =
        new JsonObject()
            .put("name", name)
            .put("method", "post")
            .put("action", Site.url(form))
            .put(
                "formData",
                new JsonObject().put("Name", person.name()).put("Work email", person.email()))
            .put("traits", new JsonObject().put("email", person.email()).put("name", person.name()))
            .put(
                "context",
                new JsonObject()
                    .put("page", new JsonObject().put("path", form.path()))
                    .put("selector", "#" + name));
    JsonObject metric =
        new JsonObject()
            .put("id", "f-" + chance.hex(16))
            .put("name", "sdk.form.submitted")
            .put("context", Visit.context(browser, id))
            .put("properties", properties)
            .put("sent_at", now.toString());
    post(Target.METRICS, of().put("metrics", List.of(metric)), 1);
    ledger.filled(browser);
    ledger.claimed(browser, person);
    now = now.plusSeconds(3);
  }

  /** Sends the pages, most of them twice: when they were opened, and when they were left. */
  void end() {
    if (visits.isEmpty() && events.isEmpty()) {
      return;
    }
    boolean grows = chance.hits(0.6);
    List<String> first =
        visits.stream().map(visit -> grows ? visit.opened() : visit.complete()).toList();
    int entries = visits.size() + events.size();
    post(Target.PEOPLE, of().put("page_views", first).put("events", events), entries);
    if (grows && !visits.isEmpty()) {
      List<String> last = visits.stream().map(Visit::complete).toList();
      post(Target.PEOPLE, of().put("page_views", last), last.size());
    }
  }

  private JsonObject of() {
    return new JsonObject().put("profile_id", browser.id()).put("ip", browser.address());
  }

  private void post(Target target, JsonObject body, int entries) {
    ledger.add(new Post(now, target, browser.userAgent(), true, body.toString(), entries));
  }
}
