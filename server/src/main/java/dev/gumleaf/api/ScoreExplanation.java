package dev.gumleaf.api;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.PageReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Score;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.AccountDay;
import dev.gumleaf.score.Deed;
import dev.gumleaf.score.PersonDay;
import dev.gumleaf.score.Points;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.Scorer;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.DeedRow;
import dev.gumleaf.store.GroupSum;
import dev.gumleaf.store.PointsRow;
import dev.gumleaf.store.ProfileDay;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.ScoreDay;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.ScoreStore;
import dev.gumleaf.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a score is made of: its parts, the days that count most, and the entries behind. */
final class ScoreExplanation {
  /** Days that are looked into; with a half-life of a week the rest seldom counts. */
  private static final int DAYS = 7;

  /** People and groups of a day that are looked into. */
  private static final int SOURCES = 200;

  /** Entries of a day that are looked at; whoever has more is a program. */
  private static final int DEEDS_MAX = 20_000;

  /** Entries that are shown of each part. */
  private static final int ENTRIES = 10;

  /** What counts most, then the newest; the last makes the order the same each time. */
  private static final Comparator<Entry> MOST_FIRST =
      Comparator.comparingDouble(Entry::value)
          .thenComparingLong(Entry::at)
          .reversed()
          .thenComparing(Entry::toString);

  private final ScoreStore scores;
  private final ProfileStore profiles;

  ScoreExplanation(ScoreStore scores, ProfileStore profiles) {
    this.scores = scores;
    this.profiles = profiles;
  }

  /** A day and what is left of it. */
  record Day(AccountDay day, double value) {}

  /**
   * Something that counts.
   *
   * @param points what it put into its group, before the group's limit
   * @param value what is left of that
   */
  record Entry(
      String group,
      long at,
      @Nullable String page,
      @Nullable Long signal,
      @Nullable ProfileView person,
      @Nullable String messageId,
      @Nullable String evidence,
      double points,
      double value) {}

  /** A score with what is behind it, what counts most first. */
  record Explained(Score score, List<Day> topDays, List<Entry> entries) {
    List<Entry> entries(String group) {
      return entries.stream().filter(entry -> entry.group().equals(group)).limit(ENTRIES).toList();
    }
  }

  Explained explain(
      Transaction tx, WorkspaceId workspace, AccountView account, ScoreModel model, Instant now) {
    List<AccountDay> days = new ArrayList<>();
    for (ScoreStore.Day day : scores.listDays(tx, account.keys())) {
      Map<String, Points> sums = new TreeMap<>();
      for (GroupSum sum : day.groups()) {
        sums.merge(sum.group(), new Points(sum.points(), sum.at()), Points::plus);
      }
      days.add(AccountDay.of(model, day.day(), day.people(), sums));
    }
    long at = now.toEpochMilli();
    List<Day> top =
        days.stream()
            .map(day -> new Day(day, day.total().valueAt(at, model.halfLife())))
            .sorted(Comparator.comparingDouble(Day::value).reversed())
            .limit(DAYS)
            .toList();
    List<Entry> entries = new ArrayList<>();
    for (Day day : top) {
      entries.addAll(entries(tx, workspace, account, model, day.day(), at));
    }
    entries.sort(MOST_FIRST);
    return new Explained(new Scorer(model).score(days, now), top, entries);
  }

  /** Whose deeds they are: somebody's under a profile, or, where both are 0, a company's own. */
  private record Source(long account, long person, long profile) {
    static Source of(long person, long profile) {
      return new Source(0, person, profile);
    }
  }

  private List<Entry> entries(
      Transaction tx,
      WorkspaceId workspace,
      AccountView account,
      ScoreModel model,
      AccountDay day,
      long now) {
    Set<Source> sources = new HashSet<>();
    for (PointsRow row : scores.listSources(tx, account.keys(), day.day(), SOURCES)) {
      sources.add(
          row.person() == 0
              ? new Source(row.account().value(), 0, 0)
              : Source.of(row.person(), row.profile()));
    }
    Map<Source, List<DeedRow>> deeds = deeds(tx, account, day.day(), sources);
    Map<Long, ProfileView> people = people(tx, workspace, deeds.keySet());
    double left = model.halfLife().remaining(now - day.total().at());
    List<Entry> entries = new ArrayList<>();
    deeds.forEach((source, rows) -> {
      // Two deeds can be equal, and have two entries behind them.
      IdentityHashMap<Deed, DeedRow> byDeed = new IdentityHashMap<>();
      rows.forEach(row -> byDeed.put(deed(row), row));
      for (PersonDay.Worth worth : PersonDay.worths(model, byDeed.keySet())) {
        DeedRow row = requireNonNull(byDeed.get(worth.deed()));
        ProfileView person = people.get(source.person());
        add(entries, row, person, worth.group(), worth.points(), left);
        add(entries, row, person, model.time().group(), worth.minutesPoints(), left);
      }
    });
    return entries;
  }

  private static void add(
      List<Entry> entries,
      DeedRow row,
      @Nullable ProfileView person,
      String group,
      double points,
      double left) {
    if (points > 0) {
      entries.add(
          switch (row) {
            case DeedRow.View view ->
                new Entry(
                    group,
                    view.at(),
                    view.page(),
                    null,
                    person,
                    view.messageId(),
                    null,
                    points,
                    points * left);
            case DeedRow.Hit hit ->
                new Entry(
                    group,
                    hit.at(),
                    null,
                    hit.signal(),
                    person,
                    null,
                    hit.evidence(),
                    points,
                    points * left);
          });
    }
  }

  private static Map<Source, List<DeedRow>> deeds(
      Transaction tx, AccountView account, long day, Set<Source> sources) {
    ScoreDerivation rows = new ScoreDerivation(tx);
    Map<Source, List<DeedRow>> deeds = new HashMap<>();
    Set<ProfileKey> ids = new HashSet<>();
    sources.stream()
        .filter(source -> source.profile() != 0)
        .forEach(source -> ids.add(new ProfileKey(source.profile())));
    Map<ProfileKey, Ownership> divided =
        Profiles.ownerships(
            tx,
            rows.findProfiles(ids).stream()
                .filter(profile -> profile.sole() == null)
                .map(profile -> profile.profile())
                .toList());
    Map<Long, Long> sole = new HashMap<>();
    sources.forEach(source -> sole.put(source.profile(), source.person()));
    List<DeedRow> found = new ArrayList<>();
    rows.forEachDeed(
        ids.stream().map(id -> new ProfileDay(id, day)).toList(),
        body -> PageReader.page(RawJson.of(body)),
        row -> {
          if (found.size() < DEEDS_MAX) {
            found.add(row);
          }
        });
    for (DeedRow row : found) {
      Ownership ownership = divided.get(row.profile());
      long person =
          ownership == null
              ? requireNonNull(sole.get(row.profile().value()))
              : ownership.ownerAt(row.at()).value();
      Source source = Source.of(person, row.profile().value());
      if (sources.contains(source)) {
        deeds.computeIfAbsent(source, key -> new ArrayList<>()).add(row);
      }
    }
    for (AccountKey own : account.keys()) {
      Source source = new Source(own.value(), 0, 0);
      if (sources.contains(source)) {
        List<DeedRow> done = new ArrayList<>();
        rows.forEachAccountDeed(List.of(new ScoreDay(own, day)), done::add);
        deeds.put(source, done);
      }
    }
    return deeds;
  }

  private Map<Long, ProfileView> people(
      Transaction tx, WorkspaceId workspace, Set<Source> sources) {
    List<ProfileKey> keys =
        sources.stream()
            .map(Source::person)
            .filter(person -> person != 0)
            .distinct()
            .map(ProfileKey::new)
            .toList();
    Map<Long, ProfileView> people = new HashMap<>();
    profiles.find(tx, workspace, keys).forEach(view -> people.put(view.key().value(), view));
    return people;
  }

  private static Deed deed(DeedRow row) {
    return switch (row) {
      case DeedRow.View view -> new Deed.PageView(view.page(), view.at(), view.focusMillis());
      case DeedRow.Hit hit -> new Deed.Hit(hit.signal(), hit.at());
    };
  }
}
