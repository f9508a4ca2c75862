package dev.gumleaf.http;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint table: which endpoint answers a method and path. A tree of path segments, so that
 * the cost of a look-up does not grow with the table. Immutable, thread-safe.
 */
final class Endpoints {
  /** What a request met. */
  record Match(EndpointEntry entry, Map<String, String> parameters) {}

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node parameter;
    private String parameterName = "";
    private final Map<Method, EndpointEntry> entries = new EnumMap<>(Method.class);
  }

  private final Node root = new Node();

  Endpoints(List<EndpointEntry> entries) {
    for (EndpointEntry entry : entries) {
      Node node = root;
      for (String segment : segments(entry.template())) {
        node = child(node, segment);
      }
      if (node.entries.put(entry.method(), entry) != null) {
        throw new IllegalArgumentException(entry.method() + " " + entry.template() + " is twice");
      }
    }
  }

  private static Node child(Node node, String segment) {
    if (!segment.startsWith("{")) {
      return node.literals.computeIfAbsent(segment, name -> new Node());
    }
    String name = segment.substring(1, segment.length() - 1);
    Node child = node.parameter;
    if (child == null) {
      child = new Node();
      node.parameter = child;
      node.parameterName = name;
    } else if (!node.parameterName.equals(name)) {
      throw new IllegalArgumentException("one place is named " + name + " and otherwise");
    }
    return child;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(6);
    int from = 1;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      segments.add(path.substring(from, to));
      from = to + 1;
    }
    return segments;
  }

  /**
   * Finds the endpoint of a request; HEAD is answered by GET's.
   *
   * @throws ApiException NOT_FOUND, METHOD_NOT_ALLOWED, or BAD_REQUEST for a path that cannot be
   *     read
   */
  Match match(Method method, String path) {
    Map<String, String> parameters = Map.of();
    Node node = root;
    for (String segment : segments(path)) {
      Node literal = node.literals.get(segment);
      if (literal != null) {
        node = literal;
      } else if (node.parameter != null && !segment.isEmpty()) {
        parameters = with(parameters, node.parameterName, decode(segment));
        node = node.parameter;
      } else {
        throw notFound();
      }
    }
    EndpointEntry entry = node.entries.get(method);
    if (entry != null) {
      return new Match(entry, parameters);
    }
    if (node.entries.isEmpty()) {
      throw notFound();
    }
    throw new ApiException(
        ErrorCode.METHOD_NOT_ALLOWED, "this path takes " + allowed(node.entries));
  }

  /** The endpoints of a path, for preflights and for the CORS headers of errors. */
  Map<Method, EndpointEntry> at(String path) {
    Node node = root;
    for (String segment : segments(path)) {
      Node next = node.literals.getOrDefault(segment, node.parameter);
      if (next == null) {
        return Map.of();
      }
      node = next;
    }
    return node.entries;
  }

  static String allowed(Map<Method, EndpointEntry> entries) {
    return String.join(", ", entries.keySet().stream().map(Method::name).toList());
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    if (map.isEmpty()) {
      return Map.of(name, value);
    }
    Map<String, String> more = new HashMap<>(map);
    more.put(name, value);
    return Map.copyOf(more);
  }

  private static ApiException notFound() {
    return new ApiException(ErrorCode.NOT_FOUND, "no such path");
  }

  /** Percent-decodes a segment; a plus sign is a plus sign in a path. */
  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    String decoded;
    try {
      decoded = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "the path has a broken percent escape");
    }
    if (decoded.indexOf('\0') >= 0) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "the path holds U+0000");
    }
    return decoded;
  }
}
