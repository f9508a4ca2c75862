package dev.gumleaf.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * A random history of entries that clients could send, and the ways in which a network and retries
 * can deliver it. Every entry can be told from every other (by message id or by time), as the
 * promise demands; a conflict is a client's bug, in which arrival decides, and has tests of its
 * own.
 */
public final class History {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> DOMAINS =
      List.of("acme.test", "globex.test", "initech.test", "umbrella.test");
  private static final List<String> SPELLINGS =
      List.of("billingPlan", "billing_plan", "BillingPlan", "seats", "Seats", "name", "isPaying");

  /** An entry, its account, and whether it goes into {@code identifies}. */
  private record Entry(String domain, boolean identify, ObjectNode json) {}

  private final List<Entry> entries;

  private History(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  public static History generate(Random random, int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
      boolean identify = random.nextBoolean();
      ObjectNode json = identify ? identify(random) : event(random);
      if (random.nextBoolean()) {
        json.put("message_id", "m-" + i);
      }
      if (random.nextInt(4) == 0) {
        json.putObject("context").put("source", random.nextBoolean() ? "segment" : "rudderstack");
      }
      entries.add(new Entry(domain, identify, json));
    }
    return new History(entries);
  }

  /** Few instants, so that equal times, and with them the fixed order behind time, are common. */
  private static String time(Random random) {
    return START.plusSeconds(random.nextInt(30) * 7_200L).toString();
  }

  private static ObjectNode identify(Random random) {
    ObjectNode json = NODES.objectNode().put("type", "identify").put("sent_at", time(random));
    ObjectNode traits = json.putObject("traits");
    if (random.nextInt(3) == 0) {
      traits.put("group_id", "g" + random.nextInt(2));
    }
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      value(random, traits, SPELLINGS.get(random.nextInt(SPELLINGS.size())));
    }
    return json;
  }

  private static void value(Random random, ObjectNode traits, String name) {
    switch (random.nextInt(5)) {
      case 0 -> traits.putNull(name);
      case 1 -> traits.put(name, random.nextInt(3));
      case 2 -> traits.put(name, random.nextBoolean());
      case 3 -> traits.putObject(name).put("b", random.nextInt(2)).put("a", 1);
      default -> traits.put(name, "v" + random.nextInt(3));
    }
  }

  private static ObjectNode event(Random random) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("type", "track")
            .put("event", "Event " + random.nextInt(4))
            .put("sent_at", time(random));
    json.putObject("properties").put("n", random.nextInt(1_000)).put("also", "x");
    return json;
  }

  /** One entry a request, in the order made. */
  public List<String> inOrder() {
    return entries.stream().map(entry -> body(List.of(entry))).toList();
  }

  /** Repeated, shuffled, cut into batches at random, and with members in another order. */
  public List<String> disturbed(Random random) {
    List<Entry> sent = new ArrayList<>(entries);
    for (Entry entry : entries) {
      while (random.nextInt(3) == 0) {
        sent.add(new Entry(entry.domain(), entry.identify(), reordered(random, entry.json())));
      }
    }
    Collections.shuffle(sent, random);
    List<String> bodies = new ArrayList<>();
    int from = 0;
    while (from < sent.size()) {
      int to = Math.min(sent.size(), from + 1 + random.nextInt(12));
      Map<String, List<Entry>> byDomain = new LinkedHashMap<>();
      for (Entry entry : sent.subList(from, to)) {
        byDomain.computeIfAbsent(entry.domain(), domain -> new ArrayList<>()).add(entry);
      }
      byDomain.values().forEach(batch -> bodies.add(body(batch)));
      from = to;
    }
    return bodies;
  }

  private static ObjectNode reordered(Random random, ObjectNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode reordered = NODES.objectNode();
    for (String name : names) {
      reordered.set(
          name,
          json.get(name) instanceof ObjectNode inner ? reordered(random, inner) : json.get(name));
    }
    return reordered;
  }

  private static String body(List<Entry> batch) {
    ObjectNode body = NODES.objectNode().put("domain", batch.getFirst().domain());
    ArrayNode identifies = body.putArray("identifies");
    ArrayNode events = body.putArray("events");
    for (Entry entry : batch) {
      (entry.identify() ? identifies : events).add(entry.json());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
