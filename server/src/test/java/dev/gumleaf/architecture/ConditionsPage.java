package dev.gumleaf.architecture;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.Property;
import dev.gumleaf.condition.ConditionLimits;
import dev.gumleaf.condition.Operator;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code docs/reference/conditions.md}, from the words that the readers know. */
final class ConditionsPage {
  private ConditionsPage() {}

  static String text() {
    return """
    # Conditions

    Rules of [signals](../guides/signals.md) and filters of [audiences](../guides/audiences.md) are written in one language, as JSON or, in a
    [workspace file](../guides/workspace-file.md), as YAML. A condition is a comparison or a group.

    ```json
    {"all": [
      {"field": "plan", "any_of": ["pro", "team"]},
      {"any": [{"field": "seats", "at_least": 10}, {"field": "url", "contains": ["/pricing", "/plans"]}]},
      {"not": {"field": "email", "ends_with": "@acme.test"}}
    ]}
    ```

    | group | holds |
    |---|---|
    | `{"all": [...]}` | when all of its conditions do; `{"all": []}` always |
    | `{"any": [...]}` | when at least one does; it has at least one |
    | `{"not": {...}}` | when its condition does not |

    A comparison has a `field` and one word beside it.

    | word | compares with | holds when |
    |---|---|---|
    %s
    - **Words, not signs.** `>=` is written `at_least`. An error names the word that is meant.
    - **A *not* is the exact opposite.** `is_not` holds whenever `is` does not, also when there is no value, and so do `none_of` and all that begin with `does_not`
      or `not`. Nothing else holds for what is not there, but `"is_set": false`.
    - **Case.** Latin letters from A to Z compare without regard to case, all others as they are: `Pro` is `pro`, `Ärzte` is not `ärzte`.
    - **Lists.** A value that is a list passes when one of its elements does. An empty text, list or object is not set.
    - **Numbers as texts.** `12`, `12.0` and `"12"` are the number 12. With quotes in the condition, digits are compared: `"12"` is not `12.0`. Numbers written with
      an exponent, or with more than 40 characters, are texts only. They are compared with double precision.
    - **Days** are written `"2026-01-05"`. Times of the server are compared by their day in UTC; a date or time in a trait or property by the day that is written in
      it, whatever its offset.

    ## Fields of signals

    A member of what came: of the page (`url`, `path`, `title`, `referrer`, `host`), of the form (`name`, `action`, `formData.Work email`, `context.page.path`), or
    of the event's properties. Members of members are named with dots. `becomes` in a change of a trait is a comparison without a field. `in_last_days` and
    `not_in_last_days` are for audiences only: what a signal finds does not depend on when it looks.

    ## Fields of audiences

    | field | type | of |
    |---|---|---|
    %s| `trait.NAME` | any | both |
    | `group_trait.NAME` | any | accounts |

    A text takes the words for texts, a number those for numbers, a time `is_set` and those for days, and what is true or false `is` and `is_not`. Traits are of any
    type and take all.

    ## Limits

    %d levels, %d comparisons, %d values in a list, %d characters in a text, numbers from -1e15 to 1e15, %d days back. An error says where it is:
    `filter.all[1].in_last_days is a whole number from 1 to %d`.
    """
        .formatted(
            operators(),
            fields(),
            ConditionLimits.DEPTH_MAX,
            ConditionLimits.COMPARISONS_MAX,
            ConditionLimits.VALUES_MAX,
            ConditionLimits.TEXT_MAX,
            ConditionLimits.DAYS_MAX,
            ConditionLimits.DAYS_MAX);
  }

  private static String operators() {
    return Arrays.stream(Operator.values())
        .map(operator ->
            "| `%s` | %s | %s |\n".formatted(operator.word(), operator.value(), operator.meaning()))
        .collect(Collectors.joining());
  }

  private static String fields() {
    return Arrays.stream(Property.values())
        .map(property ->
            "| `%s` | %s | %s |\n".formatted(property.word(), type(property), of(property)))
        .collect(Collectors.joining());
  }

  private static String type(Property property) {
    return switch (property.type()) {
      case TEXT -> "text";
      case NUMBER -> "number";
      case FLAG -> "true or false";
      case TIME -> "time";
    };
  }

  private static String of(Property property) {
    boolean accounts = property.isOf(AudienceKind.ACCOUNTS);
    boolean visitors = property.isOf(AudienceKind.VISITORS);
    return accounts && visitors ? "both" : accounts ? "accounts" : "visitors";
  }
}
