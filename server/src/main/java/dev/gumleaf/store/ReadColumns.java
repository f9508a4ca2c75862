package dev.gumleaf.store;

import dev.gumleaf.condition.ReadText;

/**
 * SQL that reads texts as {@link ReadText} does. The engines agree about little else: neither about
 * letters in other cases, nor about what is a number, nor about JSON that one of them refuses.
 */
final class ReadColumns {
  private static final String ESCAPED_SLASH = "\\\\";
  private static final String ESCAPED_QUOTE = "\\\"";

  /** Stands for a backslash meanwhile; stored JSON holds none of it. */
  private static final String MARK = "\u0001";

  private final Dialect dialect;
  private final FilterBinds binds;

  ReadColumns(Dialect dialect, FilterBinds binds) {
    this.dialect = dialect;
    this.binds = binds;
  }

  /** A text in the form in which it is compared. */
  String read(String text) {
    return dialect.lowerAscii(text);
  }

  /** The number that a read text is, else null. */
  String number(String read) {
    return "CASE WHEN LENGTH(%1$s) <= %2$d AND %3$s THEN CAST(%1$s AS DOUBLE PRECISION) END"
        .formatted(read, ReadText.NUMBER_CHARS_MAX, dialect.isDecimal(read));
  }

  /** The day that a read text begins with, such as 20260105, else null. */
  String day(String read) {
    return """
    CASE WHEN %2$s AND (LENGTH(%1$s) = 10 OR SUBSTR(%1$s, 11, 1) IN ('t', ' '))
        THEN CAST(REPLACE(SUBSTR(%1$s, 1, 10), '-', '') AS INTEGER) END\
    """
        .formatted(read, dialect.startsWithDay(read));
  }

  /** The text of a JSON value that is a text, number or flag, else null. */
  String scalar(String json) {
    String inside = "SUBSTR(%1$s, 2, LENGTH(%1$s) - 2)".formatted(json);
    String mark = binds.add(MARK);
    String text =
        "REPLACE(REPLACE(REPLACE(%s, %s, %s), %s, %s), %s, %s)"
            .formatted(
                inside,
                binds.add(ESCAPED_SLASH),
                mark,
                binds.add(ESCAPED_QUOTE),
                binds.add("\""),
                mark,
                binds.add("\\"));
    return """
    CASE
        WHEN %1$s LIKE '"%%' THEN %2$s
        WHEN %1$s LIKE '{%%' OR %1$s LIKE '[%%' OR %1$s = 'null' THEN NULL
        ELSE %1$s END\
    """
        .formatted(json, text);
  }
}
