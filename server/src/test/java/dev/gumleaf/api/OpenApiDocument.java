package dev.gumleaf.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** The served OpenAPI document, taken apart for tests. */
final class OpenApiDocument {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode root;

  OpenApiDocument() {
    Map<String, Object> yaml = new Yaml().load(Documents.read("openapi.yaml"));
    root = JSON.valueToTree(yaml);
  }

  /** One method of one path, all references followed. */
  record Operation(
      String method,
      String path,
      boolean secured,
      List<JsonNode> parameters,
      Optional<Body> request,
      Map<String, Reply> replies) {
    /** The one status that means it worked. */
    int successStatus() {
      return replies.keySet().stream()
          .filter(status -> status.compareTo("400") < 0)
          .map(Integer::parseInt)
          .findFirst()
          .orElseThrow();
    }

    /** Whether its reply goes on until one side ends it. */
    boolean isStream() {
      return reply(successStatus()).body().stream()
          .anyMatch(body -> body.mediaType().equals("text/event-stream"));
    }

    Reply reply(int status) {
      return requireNonNull(replies.get(String.valueOf(status)), this + " has no " + status);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** A reply, which may have no body. */
  record Reply(Optional<Body> body) {}

  record Body(String mediaType, JsonNode schema, Optional<JsonNode> example) {}

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (var path : root.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          operations.add(operation(path.getKey(), path.getValue(), method.getKey()));
        }
      }
    }
    return operations;
  }

  private Operation operation(String path, JsonNode item, String method) {
    JsonNode operation = item.get(method);
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameter -> parameters.add(follow(parameter)));
    operation.path("parameters").forEach(parameter -> parameters.add(follow(parameter)));
    Map<String, Reply> replies = new java.util.TreeMap<>();
    for (var reply : operation.get("responses").properties()) {
      replies.put(reply.getKey(), new Reply(body(reply.getValue())));
    }
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        !operation.has("security"),
        parameters,
        body(operation.path("requestBody")),
        replies);
  }

  private Optional<Body> body(JsonNode place) {
    return follow(place).path("content").properties().stream()
        .findFirst()
        .map(content ->
            new Body(
                content.getKey(),
                content.getValue().get("schema"),
                Optional.ofNullable(content.getValue().get("example"))));
  }

  private JsonNode follow(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** What is wrong with a value; a member that the schema does not name is wrong, too. */
  List<String> errors(JsonNode schema, String json) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", root.get("components").deepCopy());
    whole.putArray("allOf").add(schema.deepCopy());
    close(whole);
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
        .getSchema(whole.toString(), InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApiDocument::close);
  }
}
