package dev.gumleaf.store;

import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.Property;

/** Where the fields of a row of companies or people are. */
sealed interface SubjectFields permits AccountFields, VisitorFields {
  /** A query that gives the texts of a field, in the column {@code value}. */
  String texts(Property property);

  /** The number of a field; never null. */
  String number(Property property);

  /** The time of a field in milliseconds since 1970, null for never. */
  String time(Property property);

  /** Whether a field is true; never null. */
  String flag(Property property);

  /**
   * A query that gives the {@code value} of a trait as JSON, from each place that says something
   * about it, the one that counts with 1 in the column {@code place}.
   */
  String trait(Field.Trait trait);

  /** What is thrown for a field that the other kind has only; the reader of filters refuses it. */
  static IllegalArgumentException unknown(Property property) {
    return new IllegalArgumentException("there is no " + property.word() + " here");
  }
}
