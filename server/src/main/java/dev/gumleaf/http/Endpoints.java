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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint table: which endpoint answers a method and path. A tree of path segments, so that
 * the cost of a look-up does not grow with the table. Immutable, thread-safe.
 */
final class Endpoints {
  /**
   * What stands at a path; nothing, when there is no such path.
   *
   * @param openToAnyOrigin whether pages of any origin may call it and read its replies
   * @param encodedParameters what the template's {@code {names}} matched, as it is in the path
   */
  record Place(
      Map<Method, EndpointEntry> entries,
      boolean openToAnyOrigin,
      Map<String, String> encodedParameters) {
    private static final Place NOWHERE = new Place(Map.of(), false, Map.of());

    boolean exists() {
      return !entries.isEmpty();
    }

    /** The entry of a method by its name; HEAD is answered by GET's. */
    Optional<EndpointEntry> find(String method) {
      return Method.find(method.equals("HEAD") ? "GET" : method).map(entries::get);
    }

    /** The methods of the path, as the {@code Allow} header has them. */
    String allowed() {
      List<String> names = new ArrayList<>(entries.keySet().stream().map(Method::name).toList());
      if (entries.containsKey(Method.GET)) {
        names.add("HEAD");
      }
      if (openToAnyOrigin) {
        names.add("OPTIONS");
      }
      return String.join(", ", names);
    }

    /**
     * What the template's {@code {names}} matched, percent-decoded.
     *
     * @throws ApiException BAD_REQUEST for a segment that cannot be decoded
     */
    Map<String, String> parameters() {
      boolean plain = true;
      for (String segment : encodedParameters.values()) {
        plain &= segment.indexOf('%') < 0;
      }
      if (plain) {
        return encodedParameters;
      }
      Map<String, String> decoded = new HashMap<>();
      encodedParameters.forEach((name, segment) -> decoded.put(name, decode(segment)));
      return decoded;
    }
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node parameter;
    private String parameterName = "";
    private final Map<Method, EndpointEntry> entries = new EnumMap<>(Method.class);
    private boolean openToAnyOrigin;
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
      node.openToAnyOrigin |= entry.access() == Access.INGEST;
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

  Place find(String path) {
    Map<String, String> parameters = Map.of();
    Node node = root;
    for (String segment : segments(path)) {
      Node literal = node.literals.get(segment);
      if (literal != null) {
        node = literal;
      } else if (node.parameter != null && !segment.isEmpty()) {
        parameters = with(parameters, node.parameterName, segment);
        node = node.parameter;
      } else {
        return Place.NOWHERE;
      }
    }
    return new Place(node.entries, node.openToAnyOrigin, parameters);
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    if (map.isEmpty()) {
      return Map.of(name, value);
    }
    Map<String, String> more = new HashMap<>(map);
    more.put(name, value);
    return Map.copyOf(more);
  }

  /** Percent-decodes a segment; a plus sign is a plus sign in a path. */
  private static String decode(String segment) {
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
