package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The bodies of {@code contract/v1}: those kept as files, and the large ones made from recipes. */
final class ContractBodies {
  private static final String DIRECTORY = "/contract/v1/";

  /** One line of the table. */
  record Case(String body, String outcome, String accepted, String rejected, String warnings) {}

  private ContractBodies() {}

  static List<Case> cases() {
    return new String(resource("outcomes.txt"), UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", -1))
        .map(cell -> new Case(cell[0], cell[1], cell[2], cell[3], cell[4]))
        .toList();
  }

  static byte[] body(String name) {
    return name.startsWith("recipe ") ? recipe(name).getBytes(UTF_8) : resource(name + ".json");
  }

  private static byte[] resource(String name) {
    try (InputStream in = ContractBodies.class.getResourceAsStream(DIRECTORY + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String recipe(String name) {
    return switch (name) {
      case "recipe deep-32" -> deep(32);
      case "recipe deep-33" -> deep(33);
      case "recipe deep-500" -> deep(500);
      case "recipe arrays-100000" -> "[".repeat(100_000);
      case "recipe open-array-object" -> "[{\"\":".repeat(50_000);
      case "recipe string-of-1-mib" -> event("\"" + "x".repeat(1 << 20) + "\"");
      case "recipe keys-100000" -> event(object(100_000, i -> "k" + i));
      case "recipe elements-1000000" -> batch("1,".repeat(999_999) + "1");
      case "recipe keys-with-one-hash" -> event(object(128, i -> colliding(i, 7)));
      case "recipe keys-with-one-hash-4096" -> event(object(4_096, i -> colliding(i, 12)));
      default -> throw new IllegalArgumentException("no recipe makes " + name);
    };
  }

  static String batch(String entries) {
    return "{\"domain\":\"northwind.test\",\"events\":[" + entries + "]}";
  }

  static String event(String property) {
    return batch("{\"type\":\"track\",\"event\":\"a\",\"properties\":{\"p\":" + property + "}}");
  }

  /** The body has four levels around the property. */
  private static String deep(int levels) {
    return event("[".repeat(levels - 4) + "]".repeat(levels - 4));
  }

  private static String object(int members, IntFunction<String> name) {
    return IntStream.range(0, members)
        .mapToObj(i -> "\"" + name.apply(i) + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Names with one {@code hashCode}: Aa and BB have the same, and so have all their sequences. */
  private static String colliding(int number, int digits) {
    return IntStream.range(0, digits)
        .mapToObj(digit -> (number >> digit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
