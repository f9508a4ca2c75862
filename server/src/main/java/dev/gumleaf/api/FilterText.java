package dev.gumleaf.api;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceFilter.PagePlace;
import dev.gumleaf.audience.Condition;
import dev.gumleaf.audience.Condition.Bound;
import dev.gumleaf.audience.Condition.Scalar;
import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.Property;
import dev.gumleaf.model.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes filters as {@link FilterReader} reads them: one JSON text for each filter. */
final class FilterText {
  private FilterText() {}

  static String of(AudienceFilter filter) {
    return switch (filter) {
      case AudienceFilter.All(List<AudienceFilter> parts) -> member("all", parts);
      case AudienceFilter.Any(List<AudienceFilter> parts) -> member("any", parts);
      case AudienceFilter.Not(AudienceFilter part) -> "{\"not\":" + of(part) + "}";
      case AudienceFilter.OfAccount(AudienceFilter account) -> "{\"account\":" + of(account) + "}";
      case AudienceFilter.Compare compare ->
          "{\"field\":%s,%s}".formatted(JsonText.quote(word(compare.field())), comparison(compare));
      case AudienceFilter.Did did -> did(did);
    };
  }

  private static String member(String word, List<AudienceFilter> parts) {
    return parts.stream()
        .map(FilterText::of)
        .collect(Collectors.joining(",", "{\"" + word + "\":[", "]}"));
  }

  private static String word(Field field) {
    return switch (field) {
      case Property property -> property.word();
      case Field.Trait trait ->
          (trait.inAnyGroup() ? FilterReader.GROUP_TRAIT : FilterReader.TRAIT)
              + trait.name().value();
    };
  }

  static String word(PagePlace.Of of) {
    return of.name().toLowerCase(Locale.ROOT);
  }

  private static String comparison(AudienceFilter.Compare compare) {
    boolean not = compare.negated();
    return switch (compare.condition()) {
      case Condition.Is(List<Scalar> values) ->
          values.size() == 1
              ? "\"%s\":%s".formatted(not ? "is_not" : "is", scalar(values.getFirst()))
              : values.stream()
                  .map(FilterText::scalar)
                  .collect(Collectors.joining(",", not ? "\"none_of\":[" : "\"any_of\":[", "]"));
      case Condition.Matches matches -> matches(matches, not);
      case Condition.IsSet set -> "\"is_set\":" + !not;
      case Condition.Order(Condition.Relation relation, Bound bound) ->
          "\"%s\":%s".formatted(sign(relation), bound(bound));
      case Condition.Between(Bound low, Bound high) ->
          "\"between\":[%s,%s]".formatted(bound(low), bound(high));
      case Condition.InLastDays(int days) ->
          "\"%s\":%d".formatted(not ? "not_in_last_days" : "in_last_days", days);
    };
  }

  private static String matches(Condition.Matches matches, boolean not) {
    String word =
        switch (matches.part()) {
          case ANYWHERE -> not ? "does_not_contain" : "contains";
          case START -> not ? "does_not_start_with" : "starts_with";
          case END -> not ? "does_not_end_with" : "ends_with";
        };
    return "\"%s\":%s".formatted(word, JsonText.quote(matches.text()));
  }

  private static String sign(Condition.Relation relation) {
    return switch (relation) {
      case LESS -> "<";
      case AT_MOST -> "<=";
      case AT_LEAST -> ">=";
      case GREATER -> ">";
    };
  }

  private static String scalar(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text(String text) -> JsonText.quote(text);
      case Scalar.Numeric number -> number.value().toPlainString();
      case Scalar.Flag(boolean value) -> String.valueOf(value);
    };
  }

  private static String bound(Bound bound) {
    return switch (bound) {
      case Bound.Numeric number -> number.value().toPlainString();
      case Bound.Day day -> JsonText.quote(day.date().toString());
    };
  }

  private static String did(AudienceFilter.Did did) {
    StringBuilder text = new StringBuilder("{\"did\":\"" + did.kind().word() + "\"");
    did.name().ifPresent(name -> text.append(",\"name\":").append(JsonText.quote(name)));
    did.place()
        .ifPresent(place ->
            text.append(
                ",\"%s\":{%s}".formatted(word(place.of()), matches(place.matches(), false))));
    if (did.atLeast() > 1) {
      text.append(",\"at_least\":").append(did.atLeast());
    }
    return text.append(",\"in_last_days\":").append(did.inLastDays()).append('}').toString();
  }
}
