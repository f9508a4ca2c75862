package dev.gumleaf.demo;

import dev.gumleaf.demo.Post.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Entries of the backend about one company, until they are sent, several in one request. */
final class Outbox {
  private static final String AGENT = "harborlane-backend/3.2";

  /** What Koala's clients kept to. */
  private static final int ENTRIES_MAX = 30;

  private static final Duration GATHERED_MAX = Duration.ofDays(1);

  private final Company company;
  private final Period period;
  private final Ledger ledger;
  private final Chance chance;
  private final List<Told> told = new ArrayList<>();

  private record Told(Instant at, boolean event, JsonObject json) {}

  Outbox(Company company, Period period, Ledger ledger, Chance chance) {
    this.company = company;
    this.period = period;
    this.ledger = ledger;
    this.chance = chance;
  }

  void event(Instant at, String name, JsonObject properties) {
    JsonObject event =
        new JsonObject()
            .put("type", "track")
            .put("message_id", "b-" + chance.hex(16))
            .put("event", name)
            .put("properties", properties)
            .put("sent_at", at.toString());
    told.add(new Told(at, true, event));
  }

  void traits(Instant at, JsonObject traits) {
    told.add(new Told(at, false, identify(at, traits)));
  }

  private static JsonObject identify(Instant at, JsonObject traits) {
    return new JsonObject()
        .put("type", "identify")
        .put("sent_at", at.toString())
        .put("traits", traits);
  }

  /** States a person's traits, at once. */
  void person(Instant at, Person person, String workspace) {
    if (period.contains(at)) {
      JsonObject traits =
          new JsonObject().put("name", person.name()).put("workspace_id", workspace);
      JsonObject body =
          new JsonObject()
              .put("email", person.email())
              .put("identifies", List.of(identify(at, traits)));
      ledger.add(new Post(at, Target.PEOPLE, AGENT, false, body.toString(), 1));
      ledger.named(person);
    }
  }

  /** Puts what happened within a day into one request. */
  void send() {
    told.removeIf(each -> !period.contains(each.at()));
    told.sort(Comparator.comparing(Told::at));
    List<Told> some = new ArrayList<>();
    for (Told each : told) {
      boolean full =
          !some.isEmpty()
              && (some.size() == ENTRIES_MAX
                  || each.at().isAfter(some.getFirst().at().plus(GATHERED_MAX)));
      if (full) {
        post(some);
        some.clear();
      }
      some.add(each);
    }
    if (!some.isEmpty()) {
      post(some);
    }
  }

  private void post(List<Told> some) {
    List<JsonObject> events = some.stream().filter(Told::event).map(Told::json).toList();
    List<JsonObject> traits = some.stream().filter(each -> !each.event()).map(Told::json).toList();
    ledger.toldEvents(events.size());
    ledger.toldTraits(traits.size());
    List<JsonObject> sent = new ArrayList<>(events);
    if (chance.hits(0.01)) {
      // The server shall have something to refuse.
      sent.add(new JsonObject().put("type", "track").put("message_id", "b-" + chance.hex(16)));
    }
    JsonObject body =
        new JsonObject()
            .put("domain", company.domain())
            .put("identifies", traits)
            .put("events", sent);
    Instant at = some.getLast().at();
    ledger.add(
        new Post(at, Target.ACCOUNTS, AGENT, false, body.toString(), traits.size() + sent.size()));
  }
}
