package dev.gumleaf.identity;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The list of bots as its keepers publish it: patterns, and agents that each of them matches. */
final class CrawlerList {
  private static final String FILE = "crawler-user-agents.json";
  private static final JsonNode BOTS = read();

  private CrawlerList() {}

  static List<String> patterns() {
    return BOTS.valueStream().map(bot -> bot.path("pattern").textValue()).toList();
  }

  static List<String> examples() {
    return BOTS.valueStream()
        .flatMap(bot -> bot.path("instances").valueStream())
        .map(JsonNode::textValue)
        .toList();
  }

  private static JsonNode read() {
    try (InputStream in = CrawlerList.class.getResourceAsStream(FILE)) {
      return new ObjectMapper().readTree(requireNonNull(in, FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
