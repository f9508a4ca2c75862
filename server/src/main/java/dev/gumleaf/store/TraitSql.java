package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import java.util.Arrays;

/**
 * SQL about the values of traits, which are JSON. A list stands for its elements; what else is made
 * into a list of one, so that there is one way to take values apart.
 */
record TraitSql(Dialect dialect, ReadColumns columns) {
  /** The order of {@link Trait#PRECEDENCE}, the best first, of rows {@code t}. */
  static String precedence(Dialect dialect) {
    String rank =
        Arrays.stream(Source.values())
            .map(source -> "WHEN %d THEN %d".formatted(source.code(), source.rank()))
            .collect(joining(" ", "CASE t.source ", " END"));
    return "%s DESC, t.effective_at DESC, %s DESC, t.source DESC, %s DESC"
        .formatted(rank, dialect.bytewise("t.value"), dialect.bytewise("t.spelling"));
  }

  /** A query for the texts, numbers and flags of a trait, as texts in the column {@code value}. */
  String values(String best) {
    return """
    SELECT %s AS value
    FROM (
      SELECT %s AS json
      FROM (
        SELECT CASE WHEN w.value LIKE '[%%' THEN w.value ELSE '[' || w.value || ']' END AS list
        FROM (%s) w
        WHERE w.place = 1) l, %s) y
    """
        .formatted(
            columns.scalar("y.json"),
            dialect.elementJson("l.list"),
            best,
            dialect.elements("l.list"));
  }

  /** Whether there is a value that is not empty. */
  String isSet(String best) {
    return """
    EXISTS (
      SELECT 1
      FROM (%s) w
      WHERE w.place = 1 AND w.value NOT IN ('null', '""', '[]', '{}'))
    """
        .formatted(best);
  }
}
