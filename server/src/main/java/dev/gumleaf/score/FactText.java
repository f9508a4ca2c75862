package dev.gumleaf.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How facts are read from text. */
final class FactText {
  /** Not {@code 007}, which names something and counts nothing. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FactText() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** The texts, numbers and flags of a list; nothing for an object or an empty list. */
  static Optional<Firmographic> words(String json) {
    Set<String> words = new HashSet<>();
    try {
      JsonNode list = JSON.readTree(json);
      if (list.isArray()) {
        list.forEach(each -> {
          if (each.isValueNode() && !each.isNull() && !each.asText().isBlank()) {
            words.add(each.asText().strip());
          }
        });
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a trait's value is JSON", e);
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(new Firmographic.Words(words));
  }
}
