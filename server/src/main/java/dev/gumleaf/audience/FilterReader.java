package dev.gumleaf.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.audience.AudienceFilter.PagePlace;
import dev.gumleaf.condition.Comparison;
import dev.gumleaf.condition.ComparisonReader;
import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.ConditionException;
import dev.gumleaf.condition.ConditionLimits;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.TraitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads filters. What cannot be read is an error that says where in the filter it is, such as
 * {@code filter.all[1].in_last_days}.
 */
public final class FilterReader {
  /** Before the name of a trait of the company or person itself. */
  static final String TRAIT = "trait.";

  /** Before the name of a trait that any group of an account may have, too. */
  static final String GROUP_TRAIT = "group_trait.";

  private static final Set<String> DID_MEMBERS =
      Set.of("did", "name", "path", "url", "at_least", "in_last_days");

  private static final Set<String> SIGNAL_MEMBERS = Set.of("signal", "at_least", "in_last_days");

  private static final String PARTS = "has one of all, any, not, account, field, did and signal";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private int conditions;

  private FilterReader() {}

  /**
   * The filter that a JSON value says.
   *
   * @throws ApiException BAD_PARAMETER if it says none
   */
  public static AudienceFilter read(AudienceKind kind, JsonNode node) {
    try {
      return parse(kind, node);
    } catch (ConditionException e) {
      throw new ApiException(ErrorCode.BAD_PARAMETER, e.problem());
    }
  }

  /**
   * The filter that was saved as a text.
   *
   * @throws ApiException BAD_PARAMETER if it cannot be read any more
   */
  public static AudienceFilter readSaved(AudienceKind kind, String json) {
    try {
      return read(kind, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new ApiException(ErrorCode.BAD_PARAMETER, "filter is no JSON");
    }
  }

  /**
   * The filter that a JSON value says, for those who want to know where an error is.
   *
   * @throws ConditionException if it says none
   */
  public static AudienceFilter parse(AudienceKind kind, JsonNode node) {
    return new FilterReader().filter(node, kind, "filter", 1);
  }

  private AudienceFilter filter(JsonNode node, AudienceKind of, String place, int depth) {
    if (!node.isObject()) {
      throw bad(place, "is an object");
    }
    if (depth > ConditionLimits.DEPTH_MAX) {
      throw bad(place, "is deeper than " + ConditionLimits.DEPTH_MAX + " levels");
    }
    if (node.has("field")) {
      return compare(node, of, place);
    }
    if (node.has("did")) {
      return did(node, place);
    }
    if (node.has("signal")) {
      return signal(node, place);
    }
    if (node.size() != 1) {
      throw bad(place, PARTS);
    }
    String word = node.fieldNames().next();
    JsonNode inside = node.get(word);
    String there = place + "." + word;
    return switch (word) {
      case "all" -> new AudienceFilter.All(filters(inside, of, there, depth));
      case "any" -> new AudienceFilter.Any(some(filters(inside, of, there, depth), there));
      case "not" -> new AudienceFilter.Not(filter(inside, of, there, depth + 1));
      case "account" -> {
        if (of != AudienceKind.VISITORS) {
          throw bad(there, "is only for visitors");
        }
        yield new AudienceFilter.OfAccount(filter(inside, AudienceKind.ACCOUNTS, there, depth + 1));
      }
      default -> throw bad(place, PARTS);
    };
  }

  private List<AudienceFilter> filters(JsonNode node, AudienceKind of, String place, int depth) {
    if (!node.isArray()) {
      throw bad(place, "is an array of filters");
    }
    List<AudienceFilter> filters = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      filters.add(filter(node.get(i), of, place + "[" + i + "]", depth + 1));
    }
    return filters;
  }

  private static List<AudienceFilter> some(List<AudienceFilter> filters, String place) {
    if (filters.isEmpty()) {
      throw bad(place, "is empty, so that nobody could be meant");
    }
    return filters;
  }

  private AudienceFilter compare(JsonNode node, AudienceKind of, String place) {
    count(place);
    Field field = field(node.get("field"), of, place + ".field");
    Comparison comparison = ComparisonReader.read(node, place);
    if (field instanceof Property property && !property.type().suits(comparison.condition())) {
      throw bad(
          place,
          "compares %s, which is %s, with something else"
              .formatted(property.word(), property.type().description()));
    }
    return new AudienceFilter.Compare(field, comparison.condition(), comparison.negated());
  }

  private Field field(JsonNode node, AudienceKind of, String place) {
    String word = ComparisonReader.text(node, place);
    if (word.startsWith(TRAIT)) {
      return trait(word.substring(TRAIT.length()), false, place);
    }
    if (of == AudienceKind.ACCOUNTS && word.startsWith(GROUP_TRAIT)) {
      return trait(word.substring(GROUP_TRAIT.length()), true, place);
    }
    return Property.find(of, word)
        .orElseThrow(() -> bad(place, "is no field of " + of.word() + ": " + word));
  }

  private static Field trait(String name, boolean inAnyGroup, String place) {
    if (name.isBlank()) {
      throw bad(place, "names no trait");
    }
    return new Field.Trait(TraitName.of(name), inAnyGroup);
  }

  private AudienceFilter did(JsonNode node, String place) {
    count(place);
    requireOnly(DID_MEMBERS, node, place);
    DeedKind done =
        DeedKind.find(ComparisonReader.text(node.get("did"), place + ".did"))
            .orElseThrow(() -> bad(place + ".did", "is event, page_view or form_submission"));
    Optional<PagePlace> page = pagePlace(node, place);
    if (page.isPresent() && done != DeedKind.PAGE_VIEW) {
      throw bad(place, "has a path or url, which only page views have");
    }
    Optional<String> name =
        Optional.ofNullable(node.get("name"))
            .map(given -> ComparisonReader.text(given, place + ".name"));
    if (name.isPresent() && done == DeedKind.PAGE_VIEW) {
      throw bad(place + ".name", "is for events and forms; a page view has a path and a url");
    }
    int days =
        inLastDays(node, place).orElseThrow(() -> bad(place + ".in_last_days", "is missing"));
    return new AudienceFilter.Did(done, name, page, atLeast(node, place), days);
  }

  private AudienceFilter signal(JsonNode node, String place) {
    count(place);
    requireOnly(SIGNAL_MEMBERS, node, place);
    JsonNode id = node.get("signal");
    if (!id.isIntegralNumber() || !id.canConvertToLong() || id.longValue() < 1) {
      throw bad(place + ".signal", "is the id of a signal");
    }
    return new AudienceFilter.SetOff(id.longValue(), atLeast(node, place), inLastDays(node, place));
  }

  private static void requireOnly(Set<String> members, JsonNode node, String place) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!members.contains(name)) {
            throw bad(place, "has no member " + name);
          }
        });
  }

  private static int atLeast(JsonNode node, String place) {
    return node.has("at_least")
        ? ComparisonReader.whole(node.get("at_least"), FilterLimits.TIMES_MAX, place + ".at_least")
        : 1;
  }

  private static Optional<Integer> inLastDays(JsonNode node, String place) {
    return Optional.ofNullable(node.get("in_last_days"))
        .map(days -> ComparisonReader.whole(days, FilterLimits.DAYS_MAX, place + ".in_last_days"));
  }

  private static Optional<PagePlace> pagePlace(JsonNode node, String place) {
    if (node.has("path") && node.has("url")) {
      throw bad(place, "has both path and url");
    }
    for (PagePlace.Of of : PagePlace.Of.values()) {
      String word = FilterText.word(of);
      if (node.has(word)) {
        return Optional.of(new PagePlace(of, match(node.get(word), place + "." + word)));
      }
    }
    return Optional.empty();
  }

  private static Condition.Matches match(JsonNode node, String place) {
    Comparison comparison = ComparisonReader.read(node, place);
    if (comparison.condition() instanceof Condition.Matches matches && !comparison.negated()) {
      return matches;
    }
    throw bad(place, "is an object with contains, starts_with, ends_with or matches");
  }

  private void count(String place) {
    conditions++;
    if (conditions > ConditionLimits.COMPARISONS_MAX) {
      throw bad(
          place,
          "is one comparison more than the "
              + ConditionLimits.COMPARISONS_MAX
              + " that a filter may have");
    }
  }

  private static ConditionException bad(String place, String problem) {
    return new ConditionException(place, problem);
  }
}
