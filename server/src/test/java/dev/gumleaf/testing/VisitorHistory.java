package dev.gumleaf.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random history of a few people with a few browsers that some of them share, and the ways in
 * which a network and retries can deliver it. As in {@link History}, every entry can be told from
 * every other.
 */
public final class VisitorHistory {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> IDS = List.of("anon-1", "anon-2", "anon-3", "kiosk");
  private static final List<String> EMAILS =
      List.of("ana@northwind.test", "bo@northwind.test", "cy@contoso.test", "dee@gmail.com");
  private static final List<String> DOMAINS =
      List.of("northwind.test", "contoso.test", "acme.test");
  private static final List<String> ADDRESSES = List.of("203.0.113.5", "198.51.100.7");
  private static final List<String> NAMES = List.of("name", "firstName", "last_name", "title");

  /** A request as it is sent. */
  public record Sent(String body, boolean browser) {}

  /** Who sends an entry, and how: entries of one sender can share a request. */
  private record Sender(String id, String email, String address, boolean browser) {}

  private record Entry(Sender sender, String array, ObjectNode json, ObjectNode topTraits) {
    boolean isAlone() {
      return !topTraits.isEmpty();
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Random random;
  private final int number;

  private VisitorHistory(Random random, int number) {
    this.random = random;
    this.number = number;
  }

  /**
   * A history.
   *
   * @param number stands in every id, address and domain, so that many histories fit into one state
   */
  public static VisitorHistory generate(Random random, int number, int count) {
    VisitorHistory history = new VisitorHistory(random, number);
    history.generate(count);
    return history;
  }

  private void generate(int count) {
    for (int i = 0; i < count; i++) {
      Sender sender = sender();
      ObjectNode top = NODES.objectNode();
      switch (random.nextInt(5)) {
        case 0 -> pageView(i, sender);
        case 1 -> entries.add(new Entry(sender, "identifies", identify(i), top));
        case 2 -> {
          if (random.nextInt(3) == 0) {
            top.put(NAMES.get(random.nextInt(NAMES.size())), "top " + random.nextInt(4));
          }
          entries.add(new Entry(sender, "events", event(i), top));
        }
        case 3 -> entries.add(new Entry(sender, "metrics", form(i), top));
        default -> entries.add(new Entry(sender, "events", event(i), top));
      }
    }
  }

  private String id() {
    return IDS.get(random.nextInt(IDS.size())) + "-" + number;
  }

  private String email() {
    String email = EMAILS.get(random.nextInt(EMAILS.size()));
    return email.endsWith(".com") ? number + email : email + number + ".test";
  }

  private String domain() {
    return DOMAINS.get(random.nextInt(DOMAINS.size())) + number + ".test";
  }

  private Sender sender() {
    String id = random.nextInt(6) == 0 ? "" : id();
    boolean known = id.isEmpty() || random.nextInt(3) == 0;
    String email = known ? email() : "";
    String address = random.nextInt(3) == 0 ? ADDRESSES.get(random.nextInt(ADDRESSES.size())) : "";
    return new Sender(id, email, address, random.nextBoolean());
  }

  /** Few instants, so that equal times, and with them the fixed order behind time, are common. */
  private String time() {
    return START.plusSeconds(random.nextInt(40) * 1_800L).toString();
  }

  private void pageView(int entry, Sender sender) {
    String path = "/p" + random.nextInt(3);
    String at = time();
    String link = random.nextInt(6) == 0 ? "?ko_e=" + email() : "";
    int copies = 1 + random.nextInt(4);
    int focus = 0;
    for (int copy = 1; copy <= copies; copy++) {
      ObjectNode view = NODES.objectNode().put("message_id", "v-" + entry).put("visit_start", at);
      view.putObject("page").put("path", path).put("url", "https://www.acme.test" + path + link);
      ObjectNode context = view.putObject("context");
      context.putObject("session").put("id", "s" + random.nextInt(1) + entry % 5);
      focus += random.nextInt(5_000);
      view.putArray("focus_intervals").add(focus / 2).add(focus - focus / 2);
      if (copy == copies) {
        view.put("visit_end", Instant.parse(at).plusSeconds(60).toString());
      }
      entries.add(new Entry(sender, "page_views", view, NODES.objectNode()));
    }
  }

  private ObjectNode identify(int entry) {
    ObjectNode identify = NODES.objectNode().put("type", "identify").put("sent_at", time());
    ObjectNode traits = identify.putObject("traits");
    traits.put(NAMES.get(random.nextInt(NAMES.size())), "v" + random.nextInt(4));
    traits.put("n", entry);
    if (random.nextInt(3) == 0) {
      ObjectNode account = traits.putObject("$account");
      if (random.nextBoolean()) {
        account.put("domain", domain());
      }
      account.put("plan", "p" + random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      identify.putObject("context").put("source", "segment");
    }
    return identify;
  }

  private ObjectNode event(int entry) {
    ObjectNode event =
        NODES.objectNode().put("type", "track").put("event", "e" + random.nextInt(3));
    event.put("sent_at", time()).put("message_id", "m-" + entry);
    event.putObject("properties").put("n", entry);
    if (random.nextInt(5) == 0) {
      event.putObject("context").put("userAgent", "Crawler of pages");
    }
    return event;
  }

  private ObjectNode form(int entry) {
    ObjectNode metric =
        NODES.objectNode().put("id", "k-" + entry).put("name", "sdk.form.submitted");
    metric.put("sent_at", time());
    ObjectNode properties = metric.putObject("properties").put("name", "demo");
    properties.putObject("traits").put("email", email());
    return metric;
  }

  /** One request for each entry, in order. */
  public List<Sent> inOrder() {
    return entries.stream().map(entry -> body(List.of(entry))).toList();
  }

  /** Shuffled, some of it twice or three times, put into requests anew. */
  public List<Sent> disturbed(Random chance) {
    List<Entry> delivered = new ArrayList<>(entries);
    for (Entry entry : entries) {
      for (int again = chance.nextInt(3); again > 1; again--) {
        delivered.add(entry);
      }
    }
    Collections.shuffle(delivered, chance);
    List<List<Entry>> requests = new ArrayList<>();
    Map<Sender, List<Entry>> open = new LinkedHashMap<>();
    for (Entry entry : delivered) {
      List<Entry> request = open.get(entry.sender());
      if (entry.isAlone() || request == null || chance.nextInt(3) == 0) {
        request = new ArrayList<>();
        requests.add(request);
        if (!entry.isAlone()) {
          open.put(entry.sender(), request);
        }
      }
      request.add(entry);
    }
    return requests.stream().map(VisitorHistory::body).toList();
  }

  private static Sent body(List<Entry> request) {
    Sender sender = request.getFirst().sender();
    ObjectNode body = NODES.objectNode();
    if (!sender.id().isEmpty()) {
      body.put("profile_id", sender.id());
    }
    if (!sender.email().isEmpty()) {
      body.put("email", sender.email());
    }
    if (!sender.address().isEmpty()) {
      body.put("ip", sender.address());
    }
    if (request.getFirst().isAlone()) {
      body.set("traits", request.getFirst().topTraits());
    }
    for (Entry entry : request) {
      ArrayNode array = body.withArray("/" + entry.array());
      array.add(entry.json());
    }
    return new Sent(body.toString(), sender.browser());
  }
}
