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

  private final List<Entry> entries;

  private VisitorHistory(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  public static VisitorHistory generate(Random random, int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sender sender = sender(random);
      ObjectNode top = NODES.objectNode();
      switch (random.nextInt(5)) {
        case 0 -> pageView(random, i, sender, entries);
        case 1 -> entries.add(new Entry(sender, "identifies", identify(random, i), top));
        case 2 -> {
          if (random.nextInt(3) == 0) {
            top.put(NAMES.get(random.nextInt(NAMES.size())), "top " + random.nextInt(4));
          }
          entries.add(new Entry(sender, "events", event(random, i), top));
        }
        case 3 -> entries.add(new Entry(sender, "metrics", form(random, i), top));
        default -> entries.add(new Entry(sender, "events", event(random, i), top));
      }
    }
    return new VisitorHistory(entries);
  }

  private static Sender sender(Random random) {
    String id = random.nextInt(6) == 0 ? "" : IDS.get(random.nextInt(IDS.size()));
    boolean known = id.isEmpty() || random.nextInt(3) == 0;
    String email = known ? EMAILS.get(random.nextInt(EMAILS.size())) : "";
    String address = random.nextInt(3) == 0 ? ADDRESSES.get(random.nextInt(ADDRESSES.size())) : "";
    return new Sender(id, email, address, random.nextBoolean());
  }

  /** Few instants, so that equal times, and with them the fixed order behind time, are common. */
  private static String time(Random random) {
    return START.plusSeconds(random.nextInt(40) * 1_800L).toString();
  }

  private static void pageView(Random random, int number, Sender sender, List<Entry> entries) {
    String path = "/p" + random.nextInt(3);
    String at = time(random);
    String link = random.nextInt(6) == 0 ? "?ko_e=" + EMAILS.get(random.nextInt(4)) : "";
    int copies = 1 + random.nextInt(4);
    int focus = 0;
    for (int copy = 1; copy <= copies; copy++) {
      ObjectNode view = NODES.objectNode().put("message_id", "v-" + number).put("visit_start", at);
      view.putObject("page").put("path", path).put("url", "https://www.acme.test" + path + link);
      ObjectNode context = view.putObject("context");
      context.putObject("session").put("id", "s" + random.nextInt(1) + number % 5);
      focus += random.nextInt(5_000);
      view.putArray("focus_intervals").add(focus / 2).add(focus - focus / 2);
      if (copy == copies) {
        view.put("visit_end", Instant.parse(at).plusSeconds(60).toString());
      }
      entries.add(new Entry(sender, "page_views", view, NODES.objectNode()));
    }
  }

  private static ObjectNode identify(Random random, int number) {
    ObjectNode identify = NODES.objectNode().put("type", "identify").put("sent_at", time(random));
    ObjectNode traits = identify.putObject("traits");
    traits.put(NAMES.get(random.nextInt(NAMES.size())), "v" + random.nextInt(4));
    traits.put("n", number);
    if (random.nextInt(3) == 0) {
      ObjectNode account = traits.putObject("$account");
      if (random.nextBoolean()) {
        account.put("domain", DOMAINS.get(random.nextInt(DOMAINS.size())));
      }
      account.put("plan", "p" + random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      identify.putObject("context").put("source", "segment");
    }
    return identify;
  }

  private static ObjectNode event(Random random, int number) {
    ObjectNode event =
        NODES.objectNode().put("type", "track").put("event", "e" + random.nextInt(3));
    event.put("sent_at", time(random)).put("message_id", "m-" + number);
    event.putObject("properties").put("n", number);
    if (random.nextInt(5) == 0) {
      event.putObject("context").put("userAgent", "Crawler of pages");
    }
    return event;
  }

  private static ObjectNode form(Random random, int number) {
    ObjectNode metric =
        NODES.objectNode().put("id", "k-" + number).put("name", "sdk.form.submitted");
    metric.put("sent_at", time(random));
    ObjectNode properties = metric.putObject("properties").put("name", "demo");
    properties.putObject("traits").put("email", EMAILS.get(random.nextInt(EMAILS.size())));
    return metric;
  }

  /** One request for each entry, in order. */
  public List<Sent> inOrder() {
    return entries.stream().map(entry -> body(List.of(entry))).toList();
  }

  /** Shuffled, some of it twice or three times, put into requests anew. */
  public List<Sent> disturbed(Random random) {
    List<Entry> delivered = new ArrayList<>(entries);
    for (Entry entry : entries) {
      for (int again = random.nextInt(3); again > 1; again--) {
        delivered.add(entry);
      }
    }
    Collections.shuffle(delivered, random);
    List<List<Entry>> requests = new ArrayList<>();
    Map<Sender, List<Entry>> open = new LinkedHashMap<>();
    for (Entry entry : delivered) {
      List<Entry> request = open.get(entry.sender());
      if (entry.isAlone() || request == null || random.nextInt(3) == 0) {
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
