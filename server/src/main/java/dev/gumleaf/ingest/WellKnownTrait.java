package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.TraitName;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The traits whose type the published schema fixes. A value of another type is kept all the same.
 */
enum WellKnownTrait {
  GROUP_ID("a string"),
  BILLING_PLAN("a string"),
  VIP("a boolean"),
  HEADCOUNT("an integer");

  private final String type;

  WellKnownTrait(String type) {
    this.type = type;
  }

  /** What the schema wants, in words. */
  String type() {
    return type;
  }

  /** The trait that a name spells in any way; null for all other names. */
  static @Nullable WellKnownTrait of(String spelling) {
    // Most names are settled by their first letter, before anything is made.
    return switch (spelling.isEmpty() ? 0 : spelling.charAt(0) | 0x20) {
      case 'g' -> is(spelling, "group_id") ? GROUP_ID : null;
      case 'b' -> is(spelling, "billing_plan") ? BILLING_PLAN : null;
      case 'v' -> is(spelling, "vip") ? VIP : null;
      case 'h' -> is(spelling, "headcount") ? HEADCOUNT : null;
      default -> null;
    };
  }

  static boolean isGroupId(String spelling) {
    return of(spelling) == GROUP_ID;
  }

  private static boolean is(String spelling, String name) {
    return spelling.equals(name) || TraitName.of(spelling).value().equals(name);
  }

  /** Whether the value at the parser's current token has the type of the schema. */
  boolean fits(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (this) {
      case GROUP_ID, BILLING_PLAN -> token == JsonToken.VALUE_STRING;
      case VIP -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
      case HEADCOUNT ->
          token == JsonToken.VALUE_NUMBER_INT
              || (token == JsonToken.VALUE_NUMBER_FLOAT && isWhole(parser.getText()));
    };
  }

  /** JSON Schema calls 12.0 an integer. */
  private static boolean isWhole(String literal) {
    try {
      BigDecimal number = new BigDecimal(literal);
      return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    } catch (NumberFormatException e) {
      // An exponent beyond an int: a whole number only if it is a huge one.
      return literal.indexOf("e-") < 0 && literal.indexOf("E-") < 0;
    }
  }
}
