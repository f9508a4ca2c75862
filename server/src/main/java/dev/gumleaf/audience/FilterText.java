package dev.gumleaf.audience;

import dev.gumleaf.audience.AudienceFilter.PagePlace;
import dev.gumleaf.condition.Comparison;
import dev.gumleaf.condition.ComparisonText;
import dev.gumleaf.model.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes filters as {@link FilterReader} reads them: one JSON text for each filter. */
public final class FilterText {
  private FilterText() {}

  /** The text of a filter. */
  public static String of(AudienceFilter filter) {
    return switch (filter) {
      case AudienceFilter.All(List<AudienceFilter> parts) -> member("all", parts);
      case AudienceFilter.Any(List<AudienceFilter> parts) -> member("any", parts);
      case AudienceFilter.Not(AudienceFilter part) -> "{\"not\":" + of(part) + "}";
      case AudienceFilter.OfAccount(AudienceFilter account) -> "{\"account\":" + of(account) + "}";
      case AudienceFilter.Compare compare ->
          "{\"field\":%s,%s}".formatted(JsonText.quote(word(compare.field())), comparison(compare));
      case AudienceFilter.Did did -> did(did);
      case AudienceFilter.SetOff setOff -> setOff(setOff);
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
    return ComparisonText.of(new Comparison(compare.condition(), compare.negated()));
  }

  private static String did(AudienceFilter.Did did) {
    StringBuilder text = new StringBuilder("{\"did\":\"" + did.kind().word() + "\"");
    did.name().ifPresent(name -> text.append(",\"name\":").append(JsonText.quote(name)));
    did.place()
        .ifPresent(place ->
            text.append(
                ",\"%s\":{%s}"
                    .formatted(
                        word(place.of()),
                        ComparisonText.of(new Comparison(place.matches(), false)))));
    appendAtLeast(text, did.atLeast());
    return text.append(",\"in_last_days\":").append(did.inLastDays()).append('}').toString();
  }

  private static String setOff(AudienceFilter.SetOff setOff) {
    StringBuilder text = new StringBuilder("{\"signal\":").append(setOff.signal());
    appendAtLeast(text, setOff.atLeast());
    setOff.inLastDays().ifPresent(days -> text.append(",\"in_last_days\":").append(days));
    return text.append('}').toString();
  }

  private static void appendAtLeast(StringBuilder text, int atLeast) {
    if (atLeast > 1) {
      text.append(",\"at_least\":").append(atLeast);
    }
  }
}
