package dev.gumleaf.api;

import dev.gumleaf.store.AccountLink;
import dev.gumleaf.store.Membership;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.TimeRange;
import dev.gumleaf.store.VisitActivity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Writes people as all replies show them. */
final class ProfileJson {
  /** Stretches of time shown; who takes turns with somebody has a new one each time. */
  private static final int RANGES_MAX = 100;

  private ProfileJson() {}

  /** The members that list and detail share. */
  static void write(Json json, ProfileView person) throws IOException {
    VisitActivity activity = person.activity();
    writeName(json, person);
    json.flag("known", person.isKnown())
        .flag("internal", person.internal())
        .object("account", person.company(), ProfileJson::write)
        .time("first_seen_at", activity.isSeen() ? instant(activity.firstSeenAt()) : null)
        .time("last_seen_at", activity.isSeen() ? instant(activity.lastSeenAt()) : null)
        .object(
            "counts",
            counts ->
                counts
                    .number("identifies", activity.identifies())
                    .number("page_views", activity.pageViews())
                    .number("events", activity.events())
                    .number("form_submissions", activity.formSubmissions())
                    .number("marked", activity.marked()))
        .seconds("focus_seconds", activity.focusMillis());
  }

  /** Who it is, and no more. */
  static void writeName(Json json, ProfileView person) throws IOException {
    json.text("profile_id", person.id().value())
        .text("email", person.email())
        .text("name", person.name());
  }

  static void write(Json json, Membership company) throws IOException {
    json.text("account_id", company.id().value())
        .text("domain", company.domain().value())
        .text("via", company.via().word())
        .text("confidence", company.confidence())
        .text("reason", reason(company))
        .time("since", company.since());
  }

  private static String reason(Membership company) {
    String known = company.reason();
    return known == null ? reason(company.via()) : known;
  }

  private static String reason(AccountLink.Via via) {
    return switch (via) {
      case ADDRESS -> "the network address is the company's";
      case EMAIL -> "the e-mail address has the company's domain";
      case STATED -> "an identify named the company in $account";
    };
  }

  /** Stretches of time, open where they have no end: the newest, in order. */
  static void write(Json json, List<TimeRange> ranges) throws IOException {
    int hidden = Math.max(0, ranges.size() - RANGES_MAX);
    json.objects(
            "ranges",
            ranges.subList(hidden, ranges.size()),
            (item, range) ->
                item.time("since", range.from() == Long.MIN_VALUE ? null : instant(range.from()))
                    .time("until", range.until() == Long.MAX_VALUE ? null : instant(range.until())))
        .flag("ranges_truncated", hidden > 0);
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
