package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceFilter.Did;
import dev.gumleaf.audience.AudienceFilter.PagePlace;
import dev.gumleaf.audience.DeedKind;
import dev.gumleaf.condition.Days;
import dev.gumleaf.model.Mark;
import java.time.Instant;
import java.util.Optional;

/**
 * Conditions on what was done. They read the timeline of each row's own entries from a time on, and
 * no further than they have to count.
 *
 * @param isPast whether what was done at {@code now} or later does not count; else what comes from
 *     clocks that are ahead does
 */
record DeedSql(
    Dialect dialect, ReadColumns columns, FilterBinds binds, Instant now, boolean isPast) {
  /** Half of a surrogate pair has no other form in JSON, and one engine reads no page with it. */
  private static final String UNREADABLE = "%\\ud%";

  /**
   * Of an id that several people have by turns, what lies between the first and the last that is
   * somebody's counts as theirs.
   */
  private static final String HELD =
      """
      JOIN profile_entries e ON e.profile_key = c.profile_key
        AND e.effective_at >= c.first_seen_at AND e.effective_at <= c.last_seen_at\
      """;

  /** Whether a row {@code a} of accounts has done it. */
  String ofAccount(Did did) {
    return Occurrences.atLeast(doneByAccount(did, now), did.atLeast());
  }

  /** Whether a row {@code v} of profiles has done it. */
  String ofVisitor(Did did) {
    return Occurrences.atLeast(doneByVisitor(did, now), did.atLeast());
  }

  /** A time before which the passing of time cannot change {@link #ofAccount}; null for never. */
  String lookAtAccount(Did did) {
    return new Occurrences(binds, now)
        .lookAt(then -> doneByAccount(did, then), did.atLeast(), did.inLastDays());
  }

  /** The same for {@link #ofVisitor}. */
  String lookAtVisitor(Did did) {
    return new Occurrences(binds, now)
        .lookAt(then -> doneByVisitor(did, then), did.atLeast(), did.inLastDays());
  }

  /** What was sent about a row {@code a} of accounts, or about its people. */
  private String doneByAccount(Did did, Instant then) {
    String from = binds.add(Days.before(then, did.inLastDays()));
    String ofPeople =
        """
        SELECT e.effective_at AS at
        %s
          JOIN profile_parts c ON c.person_key = p.profile_key
          %s
        WHERE %s AND %s
        """
            .formatted(AccountFields.PEOPLE, HELD, AccountFields.SHOWN, isDone(did, from));
    String own =
        """
        SELECT e.effective_at AS at
        FROM %s
          JOIN entries e ON e.account_key = m.account_key
        WHERE %s
        UNION ALL
        """
            .formatted(AccountFields.MEMBERS, isDone(did, from));
    return did.kind() == DeedKind.EVENT ? own + ofPeople : ofPeople;
  }

  private String doneByVisitor(Did did, Instant then) {
    String from = binds.add(Days.before(then, did.inLastDays()));
    return """
    SELECT e.effective_at AS at
    FROM profile_parts c
      %s
    WHERE c.person_key = v.profile_key AND %s
    """
        .formatted(HELD, isDone(did, from));
  }

  private String isDone(Did did, String from) {
    return "e.effective_at >= %s%s AND e.kind = %d AND (e.marks & %d) = 0%s%s"
        .formatted(
            from,
            isPast ? " AND e.effective_at < " + binds.add(now.toEpochMilli()) : "",
            did.kind().call().code(),
            Mark.hiddenBits(),
            did.name().map(name -> " AND " + named(did.kind(), name)).orElse(""),
            place(did.place()));
  }

  private String named(DeedKind kind, String name) {
    return switch (kind) {
      case EVENT ->
          """
          e.name_key = (
            SELECT n.name_key
            FROM names n
            WHERE n.workspace_id = :workspace AND n.name = %s)
          """
              .formatted(binds.add(name));
      case FORM, PAGE_VIEW -> "%s = %s".formatted(member("name"), binds.add(name));
    };
  }

  private String place(Optional<PagePlace> place) {
    if (place.isEmpty()) {
      return "";
    }
    String member =
        switch (place.get().of()) {
          case PATH -> member("path");
          case URL -> member("url");
        };
    ValueSql values = new ValueSql(columns, binds, now);
    return " AND " + values.matches(columns.read(member), place.get().matches());
  }

  private String member(String name) {
    return "(CASE WHEN e.body LIKE %s ESCAPE '!' THEN NULL ELSE %s END)"
        .formatted(binds.add(UNREADABLE), dialect.member("e.body", name));
  }
}
