package dev.gumleaf.store;

import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.Property;

/** The fields of a row {@code v} of profiles, everything that it has of others included. */
record VisitorFields(Dialect dialect, FilterBinds binds) implements SubjectFields {
  private static final String PARTS = "FROM profile_parts c WHERE c.person_key = v.profile_key";

  @Override
  public String texts(Property property) {
    return switch (property) {
      case NAME -> "SELECT v.name AS value";
      case EMAIL -> "SELECT v.subject AS value WHERE v.kind = 2";
      case EMAIL_DOMAIN ->
          "SELECT %s AS value WHERE v.kind = 2".formatted(dialect.behindAt("v.subject"));
      case COUNTRY ->
          """
          SELECT l.country AS value
          FROM profile_parts c
            JOIN profile_addresses l ON l.profile_key = c.profile_key
          WHERE c.person_key = v.profile_key
          """;
      default -> throw SubjectFields.unknown(property);
    };
  }

  @Override
  public String number(Property property) {
    return switch (property) {
      case EVENTS -> sum("c.events");
      case PAGE_VIEWS -> sum("c.page_views");
      case FORM_SUBMISSIONS -> sum("c.form_submissions");
      case ACTIVE_SECONDS -> "(" + sum("c.focus_millis") + " / 1000.0)";
      default -> throw SubjectFields.unknown(property);
    };
  }

  private static String sum(String column) {
    return "(SELECT COALESCE(SUM(%s), 0) %s)".formatted(column, PARTS);
  }

  @Override
  public String time(Property property) {
    return switch (property) {
      case LAST_SEEN_AT -> "v.listed_at";
      case FIRST_SEEN_AT -> "(SELECT MIN(c.first_seen_at) %s)".formatted(PARTS);
      default -> throw SubjectFields.unknown(property);
    };
  }

  @Override
  public String flag(Property property) {
    return switch (property) {
      case KNOWN -> "v.kind = 2";
      case INTERNAL -> "v.internal = 1";
      case WORK_EMAIL -> workEmail(dialect, "v");
      default -> throw SubjectFields.unknown(property);
    };
  }

  /**
   * Whether a row of profiles has an address at a company's domain: one that made it a company's,
   * or one whose host is a company's. Providers of mailboxes are never companies.
   */
  static String workEmail(Dialect dialect, String row) {
    return """
    (%1$s.kind = 2 AND (%1$s.account_via = %2$d OR EXISTS (
        SELECT 1
        FROM accounts d
        WHERE d.workspace_id = %1$s.workspace_id AND d.domain = %3$s)))
    """
        .formatted(row, AccountLink.Via.EMAIL.code(), dialect.behindAt(row + ".subject"));
  }

  @Override
  public String trait(Field.Trait trait) {
    return """
    SELECT t.value, ROW_NUMBER() OVER (ORDER BY %s) AS place
    FROM profile_parts c
      JOIN profile_traits t ON t.part_key = c.part_key
    WHERE c.person_key = v.profile_key AND t.name = %s
    """
        .formatted(TraitSql.precedence(dialect), binds.add(trait.name().value()));
  }
}
