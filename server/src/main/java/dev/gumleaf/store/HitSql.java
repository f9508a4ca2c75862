package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceFilter.SetOff;
import dev.gumleaf.condition.Days;
import java.time.Instant;

/**
 * Conditions on which signals were set off, with what is merged into a row counted in.
 *
 * @param isPast whether what was found at {@code now} or later does not count
 */
record HitSql(FilterBinds binds, Instant now, boolean isPast) {
  /** As for what was done: an id that several people have by turns is theirs for some time. */
  private static final String HELD =
      """
      JOIN profiles q ON q.profile_key = c.profile_key
        JOIN signal_hits h ON h.profile_key = c.profile_key
          AND (q.sole_key IS NOT NULL OR (h.at >= c.first_seen_at AND h.at <= c.last_seen_at))\
      """;

  /** Whether a row {@code a} of accounts, or its people, set it off. */
  String ofAccount(SetOff setOff) {
    return Occurrences.atLeast(byAccount(setOff, now), setOff.atLeast());
  }

  /** Whether a row {@code v} of profiles set it off. */
  String ofVisitor(SetOff setOff) {
    return Occurrences.atLeast(byVisitor(setOff, now), setOff.atLeast());
  }

  /** A time before which the passing of time cannot change {@link #ofAccount}; null for never. */
  String lookAtAccount(SetOff setOff, int inLastDays) {
    return new Occurrences(binds, now)
        .lookAt(then -> byAccount(setOff, then), setOff.atLeast(), inLastDays);
  }

  /** The same for {@link #ofVisitor}. */
  String lookAtVisitor(SetOff setOff, int inLastDays) {
    return new Occurrences(binds, now)
        .lookAt(then -> byVisitor(setOff, then), setOff.atLeast(), inLastDays);
  }

  private String byAccount(SetOff setOff, Instant then) {
    String isMeant = isMeant(setOff, then);
    return """
    SELECT h.at
    FROM %s
      JOIN signal_hits h ON h.account_key = m.account_key
    WHERE %s
    UNION ALL
    SELECT h.at
    %s
      JOIN profile_parts c ON c.person_key = p.profile_key
      %s
    WHERE %s AND %s
    """
        .formatted(
            AccountFields.MEMBERS,
            isMeant,
            AccountFields.PEOPLE,
            HELD,
            AccountFields.SHOWN,
            isMeant);
  }

  private String byVisitor(SetOff setOff, Instant then) {
    return """
    SELECT h.at
    FROM profile_parts c
      %s
    WHERE c.person_key = v.profile_key AND %s
    """
        .formatted(HELD, isMeant(setOff, then));
  }

  private String isMeant(SetOff setOff, Instant then) {
    String signal = binds.add(setOff.signal());
    return """
    h.signal_id = %s AND EXISTS (
      SELECT 1
      FROM signals g
      WHERE g.signal_id = %s AND g.workspace_id = :workspace AND g.deleted_at IS NULL)%s%s
    """
        .formatted(
            signal,
            signal,
            isPast ? " AND h.at < " + binds.add(now.toEpochMilli()) : "",
            setOff
                .inLastDays()
                .map(days -> " AND h.at >= " + binds.add(Days.before(then, days)))
                .orElse(""));
  }
}
