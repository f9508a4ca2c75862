package dev.gumleaf.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes bodies from a seed: valid ones, and the same with a few members changed. */
final class BodyGenerator {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> DATE_TIMES =
      List.of(
          "2026-01-05T10:02:00Z",
          "2026-01-05t10:02:00.5z",
          "2026-01-05T10:02:00.123456789012+05:30",
          "2024-02-29T23:59:59-23:59",
          "1998-12-31T23:59:60Z",
          "1998-12-31T15:59:60.25-08:00",
          "0001-01-01T00:00:00Z");

  private static final List<String> NO_DATE_TIMES =
      List.of(
          "",
          "yesterday",
          "2026-01-05",
          "2026-01-05T10:02:00",
          "2026-01-05 10:02:00Z",
          "2026-01-05T10:02Z",
          "2026-01-05T10:02:00.Z",
          "2026-01-05T10:02:00+0530",
          "2026-01-05T10:02:00+24:00",
          "2026-01-05T10:02:00+05:60",
          "2026-02-29T10:02:00Z",
          "2026-13-01T10:02:00Z",
          "2026-00-01T10:02:00Z",
          "2026-01-00T10:02:00Z",
          "2026-01-05T24:00:00Z",
          "2026-01-05T10:60:00Z",
          "2026-01-05T10:02:61Z",
          "2026-01-05T10:02:60Z",
          "1998-12-30T23:59:60Z",
          "1998-12-31T22:59:60Z",
          "26-01-05T10:02:00Z",
          "+2026-01-05T10:02:00Z",
          "2026-1-5T10:02:00Z",
          "2026-01-05T10:02:00ZZ",
          " 2026-01-05T10:02:00Z",
          "２０２６-01-05T10:02:00Z",
          "1767607320");

  private final Random random;

  BodyGenerator(long seed) {
    random = new Random(seed);
  }

  ObjectNode valid() {
    ObjectNode body = NODES.objectNode();
    if (chance(0.9)) {
      body.put("domain", pick(List.of("northwind.test", "www.contoso.co.uk", "https://a.test/")));
    }
    if (body.isEmpty() || chance(0.2)) {
      body.put("account_id", pick(List.of("acct_abcdefghijklmnopqrstuvwxyz", "x")));
    }
    if (chance(0.2)) {
      body.put("group_id", pick(List.of("prod", "", "g".repeat(256))));
    }
    if (chance(0.8)) {
      entries(body.putArray("identifies"), true);
    }
    if (chance(0.8)) {
      entries(body.putArray("events"), false);
    }
    if (chance(0.1)) {
      body.set("extra", any(3));
    }
    return body;
  }

  ObjectNode mutated() {
    ObjectNode body = valid();
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutate(body);
    }
    return body;
  }

  private void entries(ArrayNode array, boolean identify) {
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(identify ? identify() : track());
    }
  }

  private ObjectNode identify() {
    ObjectNode entry = entry("identify");
    if (chance(0.9)) {
      ObjectNode traits = entry.putObject("traits");
      if (chance(0.4)) {
        traits.put("group_id", pick(List.of("prod", "sandbox", "")));
      }
      if (chance(0.4)) {
        traits.put("billing_plan", "pro");
      }
      if (chance(0.4)) {
        traits.put("vip", random.nextBoolean());
      }
      if (chance(0.4)) {
        traits.set(
            "headcount",
            pick(List.of(NODES.numberNode(12), NODES.numberNode(12.0), NODES.numberNode(-3))));
      }
      traits.set("t" + random.nextInt(5), any(4));
    }
    return entry;
  }

  private ObjectNode track() {
    ObjectNode entry = entry("track");
    entry.put("event", pick(List.of("Opened", "", "  ", "é".repeat(256), "😀".repeat(256))));
    if (chance(0.8)) {
      entry.putObject("properties").set("p", any(4));
    }
    return entry;
  }

  private ObjectNode entry(String type) {
    ObjectNode entry = NODES.objectNode();
    entry.put("type", type);
    if (chance(0.5)) {
      entry.put("message_id", pick(List.of("m-1", "", "m".repeat(256))));
    }
    if (chance(0.5)) {
      entry.put("sent_at", pick(DATE_TIMES));
    }
    if (chance(0.2)) {
      entry.putObject("context").put("source", "segment-cloud");
    }
    return entry;
  }

  /** Changes one member, more often one that means something. */
  private void mutate(ObjectNode body) {
    ObjectNode entry = anyEntry(body);
    if (entry == null || chance(0.3)) {
      change(body, List.of("domain", "account_id", "group_id", "identifies", "events", "more"));
      return;
    }
    JsonNode traits = entry.path(chance(0.5) ? "traits" : "properties");
    if (traits instanceof ObjectNode object && chance(0.4)) {
      change(object, List.of("group_id", "billing_plan", "vip", "headcount", "billingPlan"));
    } else {
      change(
          entry,
          List.of("type", "event", "message_id", "sent_at", "traits", "properties", "context"));
    }
  }

  private @Nullable ObjectNode anyEntry(ObjectNode body) {
    JsonNode array = body.path(random.nextBoolean() ? "identifies" : "events");
    JsonNode entry = array.path(random.nextInt(Math.max(1, array.size())));
    if (array instanceof ArrayNode entries && chance(0.05)) {
      entries.add(any(2));
    }
    return entry instanceof ObjectNode object ? object : null;
  }

  private void change(ObjectNode object, List<String> names) {
    String name = pick(names);
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.putNull(name);
      case 2 -> object.put(name, pick(NO_DATE_TIMES));
      case 3 -> object.set(name, boundary());
      default -> object.set(name, any(3));
    }
  }

  /** Values at a limit and one past it. */
  private JsonNode boundary() {
    return switch (random.nextInt(5)) {
      case 0 -> NODES.textNode("x".repeat(256 + random.nextInt(2)));
      case 1 -> NODES.textNode("😀".repeat(256 + random.nextInt(2)));
      case 2 -> object(250 + random.nextInt(2));
      case 3 -> NODES.objectNode().set("deep", object(250 + random.nextInt(2)));
      default -> NODES.objectNode().put("n".repeat(256 + random.nextInt(2)), 1);
    };
  }

  private static ObjectNode object(int members) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < members; i++) {
      object.put("k" + i, i);
    }
    return object;
  }

  private JsonNode any(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(new BigDecimal("12.50"));
      case 4 -> NODES.textNode(pick(List.of("", "a", "track", "identify", "north.test", "\u0000")));
      case 5 -> NODES.arrayNode();
      case 6 -> NODES.objectNode();
      case 7 -> NODES.arrayNode().add(any(depth - 1)).add(any(depth - 1));
      default -> {
        ObjectNode object = NODES.objectNode();
        object.set("type", any(depth - 1));
        object.set("b", any(depth - 1));
        yield object;
      }
    };
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
