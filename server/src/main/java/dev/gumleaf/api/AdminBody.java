package dev.gumleaf.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.http.Request;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that an administrator sends. Unlike ingest it is strict: what is unknown is
 * refused.
 */
final class AdminBody {
  /** Characters of one text, such as a label or a reason. */
  private static final int TEXT_MAX = 1_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final JsonNode node;

  private AdminBody(JsonNode node) {
    this.node = node;
  }

  /** The whole body, for something that has a reader of its own. */
  static JsonNode readWhole(Request request) {
    JsonNode node;
    try {
      node = request.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(request.body());
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_JSON, "the body is not valid JSON");
    }
    if (!node.isObject()) {
      throw new ApiException(ErrorCode.NOT_AN_OBJECT, "the body is not a JSON object");
    }
    return node;
  }

  static AdminBody read(Request request, String... members) {
    JsonNode node = readWhole(request);
    Set<String> known = Set.of(members);
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw Parameters.bad("there is no member " + name + " here");
          }
        });
    return new AdminBody(node);
  }

  Optional<String> text(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().length() > TEXT_MAX) {
      throw Parameters.bad(name + " is a string of at most " + TEXT_MAX + " characters");
    }
    return Optional.of(Parameters.plain(name, value.textValue()));
  }

  boolean has(String name) {
    return node.has(name);
  }

  /** An object; null when there is none. */
  @Nullable JsonNode object(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isObject()) {
      throw Parameters.bad(name + " is an object");
    }
    return value;
  }

  String requiredText(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Parameters.bad(name + " is missing"));
  }

  /** A list of texts; empty when there is none. */
  List<String> texts(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw Parameters.bad(name + " is an array of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual() || element.textValue().length() > TEXT_MAX) {
        throw Parameters.bad(
            "an element of " + name + " is a string of at most " + TEXT_MAX + " characters");
      }
      texts.add(Parameters.plain(name, element.textValue()));
    }
    return texts;
  }

  Optional<Boolean> flag(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw Parameters.bad(name + " is true or false");
    }
    return Optional.of(value.booleanValue());
  }

  Optional<Long> number(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw Parameters.bad(name + " is a whole number");
    }
    return Optional.of(value.longValue());
  }

  /** A value that has a reader of its own. */
  JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw Parameters.bad(name + " is missing");
    }
    return value;
  }

  /** A JSON value from the store, read as strictly as a body. */
  static JsonNode stored(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the store holds only valid JSON", e);
    }
  }
}
