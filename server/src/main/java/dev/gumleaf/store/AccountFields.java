package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.Property;
import dev.gumleaf.model.Grade;
import java.util.Arrays;

/** The fields of a row {@code a} of accounts, what is merged into it included. */
record AccountFields(Dialect dialect, FilterBinds binds, ScoreSql scores) implements SubjectFields {
  /** The rows {@code m} of accounts that are shown as {@code a}, which is mostly just itself. */
  static final String MEMBERS =
      """
      (
          SELECT a.account_key, a.domain, a.events, a.first_seen_at, 0 AS is_merged
          UNION ALL
          SELECT o.account_key, o.domain, o.events, o.first_seen_at, 1
          FROM accounts o
          WHERE o.merged_into = a.account_key) m\
      """;

  /** The people {@code p} of them. */
  static final String PEOPLE =
      "FROM " + MEMBERS + "\n  JOIN profiles p ON p.account_key = m.account_key";

  /** How well it fits, if that is known. */
  static final String FIT = "FROM account_fits f WHERE f.account_key = a.account_key";

  private static final String GRADES =
      Arrays.stream(Grade.values())
          .map(grade -> "WHEN %d THEN '%s'".formatted(grade.code(), grade.name()))
          .collect(joining(" ", "CASE f.grade ", " END"));

  /** Those of the people who are listed. */
  static final String SHOWN = "p.listed_at IS NOT NULL AND p.internal = 0";

  @Override
  public String texts(Property property) {
    return switch (property) {
      case DOMAIN -> "SELECT m.domain AS value FROM " + MEMBERS;
      case NAME -> "SELECT %s AS value".formatted(name(dialect, "a"));
      case STRENGTH -> scores.strength();
      case TREND -> ScoreSql.trend();
      case FIT_GRADE -> "SELECT %s AS value %s".formatted(GRADES, FIT);
      case COUNTRY ->
          """
          SELECT l.country AS value
          %s
            JOIN profile_parts c ON c.person_key = p.profile_key
            JOIN profile_addresses l ON l.profile_key = c.profile_key
          WHERE %s
          """
              .formatted(PEOPLE, SHOWN);
      default -> throw SubjectFields.unknown(property);
    };
  }

  /** What a row of accounts is called, its own name first; null when nobody said. */
  static String name(Dialect dialect, String row) {
    return """
    COALESCE(%1$s.name, (
        SELECT m.name
        FROM accounts m
        WHERE m.merged_into = %1$s.account_key AND m.name IS NOT NULL
        ORDER BY %2$s
        LIMIT 1))\
    """
        .formatted(row, dialect.bytewise("m.domain"));
  }

  @Override
  public String number(Property property) {
    return switch (property) {
      case EVENTS -> "(SELECT COALESCE(SUM(m.events), 0) FROM " + MEMBERS + ")";
      case VISITOR_EVENTS -> sum("c.events");
      case PAGE_VIEWS -> sum("c.page_views");
      case FORM_SUBMISSIONS -> sum("c.form_submissions");
      case ACTIVE_SECONDS -> "(" + sum("c.focus_millis") + " / 1000.0)";
      case VISITORS -> "(SELECT COUNT(*) %s WHERE %s)".formatted(PEOPLE, SHOWN);
      case KNOWN_VISITORS ->
          "(SELECT COUNT(*) %s WHERE %s AND p.kind = 2)".formatted(PEOPLE, SHOWN);
      default -> throw SubjectFields.unknown(property);
    };
  }

  private static String sum(String column) {
    return """
    (SELECT COALESCE(SUM(%s), 0)
        %s
        JOIN profile_parts c ON c.person_key = p.profile_key
        WHERE %s)\
    """
        .formatted(column, PEOPLE, SHOWN);
  }

  @Override
  public String time(Property property) {
    return switch (property) {
      case LAST_SEEN_AT -> "a.listed_at";
      case FIRST_SEEN_AT ->
          """
          (SELECT MIN(s.seen_at)
            FROM (
              SELECT m.first_seen_at AS seen_at
              FROM %s
              UNION ALL
              SELECT c.first_seen_at
              %s
                JOIN profile_parts c ON c.person_key = p.profile_key
              WHERE %s) s)
          """
              .formatted(MEMBERS, PEOPLE, SHOWN);
      default -> throw SubjectFields.unknown(property);
    };
  }

  @Override
  public String flag(Property property) {
    return switch (property) {
      case EXCLUDED -> "a.excluded = 1";
      case WORK_EMAIL ->
          "EXISTS (SELECT 1 %s WHERE %s AND %s)"
              .formatted(PEOPLE, SHOWN, VisitorFields.workEmail(dialect, "p"));
      default -> throw SubjectFields.unknown(property);
    };
  }

  /** As {@link TraitStore} has it: what a merged account says only fills gaps. */
  @Override
  public String trait(Field.Trait trait) {
    return """
    SELECT t.value, ROW_NUMBER() OVER (
        PARTITION BY t.group_id
        ORDER BY m.is_merged, %s) AS place
    FROM %s
      JOIN traits t ON t.account_key = m.account_key
    WHERE t.name = %s %s
    """
        .formatted(
            TraitSql.precedence(dialect),
            MEMBERS,
            binds.add(trait.name().value()),
            trait.inAnyGroup() ? "" : "AND t.group_id = ''");
  }
}
