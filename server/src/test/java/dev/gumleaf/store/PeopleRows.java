package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceFacts;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts {@link RandomPeople} into a database. */
final class PeopleRows {
  private final Transaction tx;
  private final Map<String, Long> names = new HashMap<>();
  private long nextEntry = 1;
  private long nextHit = 1;

  private PeopleRows(Transaction tx) {
    this.tx = tx;
  }

  static void insert(Database database, RandomPeople people) {
    database.write(tx -> {
      new PeopleRows(tx).insert(people);
      return people;
    });
  }

  private void insert(RandomPeople people) {
    for (long workspace = 1; workspace <= 2; workspace++) {
      row("workspaces", "workspace_id", workspace, "name", "w" + workspace, "created_at", 0L);
    }
    long nameKey = 1;
    for (String name : RandomPeople.EVENTS) {
      // The other workspace has events of the same names.
      row("names", "name_key", nameKey++, "workspace_id", 2L, "name", name);
      names.put(name, nameKey);
      row("names", "name_key", nameKey++, "workspace_id", RandomPeople.WORKSPACE, "name", name);
    }
    for (long signal : RandomPeople.SIGNALS) {
      row(
          "signals",
          "signal_id",
          signal,
          "workspace_id",
          signal == RandomPeople.FOREIGN_SIGNAL ? 2L : RandomPeople.WORKSPACE,
          "name",
          "s" + signal,
          "version",
          1L,
          "rule",
          "{}",
          "enabled",
          1L,
          "created_at",
          0L,
          "changed_at",
          0L,
          "deleted_at",
          signal == RandomPeople.DELETED_SIGNAL ? 0L : null);
    }
    people.companies.forEach(this::insert);
    people.profiles.forEach(profile -> insert(people, profile));
    people.people.forEach(this::insert);
    people.ranks.forEach((account, rank) -> score(people, account, rank));
    people.fits.forEach((account, number) ->
        row(
            "account_fits",
            "account_key",
            account,
            "workspace_id",
            RandomPeople.WORKSPACE,
            "version",
            1L,
            "number",
            (long) number,
            "grade",
            (long) Objects.requireNonNull(people.grades.get(account)).code()));
    people.companies.forEach(
        company -> company.members().forEach(member -> hits(people, "account_key", member.key())));
    people.profiles.forEach(profile -> hits(people, "profile_key", profile.key()));
  }

  private void score(RandomPeople people, long account, double rank) {
    Map<String, @Nullable Object> row =
        columns(
            "account_key",
            account,
            "workspace_id",
            RandomPeople.WORKSPACE,
            "score_rank",
            rank,
            "trend",
            (long) Objects.requireNonNull(people.trends.get(account)).code());
    for (String sum :
        List.of(
            "half_day",
            "one_day",
            "two_days",
            "seven_days",
            "fourteen_days",
            "thirty_days",
            "trend_fast",
            "trend_slow",
            "trend_squares")) {
      row.put(sum, 0.0);
    }
    for (String number :
        List.of("version", "at", "active_days", "first_at", "newest_day", "settled")) {
      row.put(number, 0L);
    }
    insert("account_scores", row);
  }

  private void hits(RandomPeople people, String owner, long key) {
    for (AudienceFacts.Hit hit : people.hits.getOrDefault(key, List.of())) {
      row(
          "signal_hits",
          "hit_key",
          nextHit,
          "workspace_id",
          RandomPeople.WORKSPACE,
          "signal_id",
          hit.signal(),
          "version",
          1L,
          owner,
          key,
          "occasion",
          nextHit++,
          "at",
          hit.at(),
          "evidence",
          "{}");
    }
  }

  private void insert(RandomPeople.Company company) {
    for (RandomPeople.Member member : company.members()) {
      boolean isHead = member.key() == company.key();
      row(
          "accounts",
          "account_key",
          member.key(),
          "workspace_id",
          RandomPeople.WORKSPACE,
          "account_id",
          "acct_" + member.key(),
          "domain",
          member.domain(),
          "name",
          member.name(),
          "search",
          member.domain(),
          "first_seen_at",
          member.first(),
          "last_seen_at",
          member.last(),
          "events",
          member.events(),
          "identifies",
          0L,
          "merged_into",
          isHead ? null : (Long) company.key(),
          "listed_at",
          isHead ? company.listedAt() : null,
          "excluded",
          company.excluded() ? 1L : 0L);
      member
          .groups()
          .forEach((group, traits) ->
              traits(traits, "traits", "account_key", member.key(), "group_id", group));
      for (RandomPeople.Entry entry : member.entries()) {
        row(
            "entries",
            "entry_key",
            nextEntry++,
            "account_key",
            member.key(),
            "effective_at",
            entry.at(),
            "name_key",
            names.get(entry.name()),
            "kind",
            (long) entry.kind().call().code(),
            "source",
            3L,
            "marks",
            (long) entry.marks(),
            "received_at",
            entry.at(),
            "body",
            entry.body());
      }
    }
  }

  private void traits(TraitSet traits, String table, @Nullable Object... key) {
    for (Trait trait : traits.byName().values()) {
      Map<String, @Nullable Object> row = columns(key);
      row.put("name", trait.name().value());
      row.put("spelling", trait.spelling());
      row.put("value", trait.value().json());
      row.put("source", (long) trait.source().code());
      row.put("effective_at", trait.effectiveAt().toEpochMilli());
      insert(table, row);
    }
  }

  private void insert(RandomPeople people, RandomPeople.Profile profile) {
    RandomPeople.Person person =
        people.people.stream()
            .filter(each -> each.profile().equals(profile))
            .findFirst()
            .orElse(null);
    row(
        "profiles",
        "profile_key",
        profile.key(),
        "workspace_id",
        RandomPeople.WORKSPACE,
        "kind",
        (long) profile.kind(),
        "subject",
        profile.subject(),
        "profile_id",
        "id-" + profile.key(),
        "sole_key",
        people.isSole(profile) ? (Long) profile.key() : null,
        "name",
        person == null ? null : person.name(),
        "search",
        "",
        "account_key",
        person == null ? null : person.account(),
        "account_via",
        person == null ? 0L : (long) person.via(),
        "listed_at",
        person == null ? null : person.listedAt(),
        "internal",
        person != null && person.internal() ? 1L : 0L);
    for (RandomPeople.Entry entry : profile.entries()) {
      row(
          "profile_entries",
          "entry_key",
          nextEntry++,
          "profile_key",
          profile.key(),
          "effective_at",
          entry.at(),
          "kind",
          (long) entry.kind().call().code(),
          "name_key",
          names.getOrDefault(entry.name(), 0L),
          "source",
          1L,
          "marks",
          (long) entry.marks(),
          "received_at",
          entry.at(),
          "focus_millis",
          0L,
          "body",
          entry.body());
    }
    for (String country : profile.countries()) {
      row(
          "profile_addresses",
          "profile_key",
          profile.key(),
          "address",
          "192.0.2." + country,
          "first_at",
          0L,
          "last_at",
          0L,
          "country",
          country);
    }
  }

  private void insert(RandomPeople.Person person) {
    for (RandomPeople.Part part : person.parts()) {
      row(
          "profile_parts",
          "part_key",
          part.key(),
          "profile_key",
          part.profile().key(),
          "person_key",
          person.profile().key(),
          "identifies",
          0L,
          "page_views",
          part.pageViews(),
          "events",
          part.events(),
          "form_submissions",
          part.forms(),
          "metrics",
          0L,
          "marked",
          0L,
          "focus_millis",
          part.focus(),
          "first_seen_at",
          part.first(),
          "last_seen_at",
          part.last());
      traits(part.traits(), "profile_traits", "part_key", part.key());
    }
  }

  private void row(String table, @Nullable Object... columns) {
    insert(table, columns(columns));
  }

  private static Map<String, @Nullable Object> columns(@Nullable Object... pairs) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      columns.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return columns;
  }

  private void insert(String table, Map<String, @Nullable Object> row) {
    row.values().removeIf(Objects::isNull);
    var update =
        tx.update(
            "INSERT INTO %s (%s) VALUES (:%s)"
                .formatted(
                    table, String.join(", ", row.keySet()), String.join(", :", row.keySet())));
    row.forEach(update::bind);
    update.execute();
  }
}
