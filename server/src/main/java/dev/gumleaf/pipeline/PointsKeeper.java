package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.PageReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.DayDeeds;
import dev.gumleaf.score.Deed;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.store.DeedRow;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.PointsRow;
import dev.gumleaf.store.ProfileDay;
import dev.gumleaf.store.ScoreDay;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.ScoreDerivation.Shown;
import dev.gumleaf.store.ScoredProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps up what days of people, and of companies by themselves, count. */
final class PointsKeeper {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Derivation derivation;
  private final ScoreDerivation scores;
  private final ScoreModels models;
  private final boolean thorough;
  private final Map<WorkspaceId, ScoreModel> inForce = new HashMap<>();

  PointsKeeper(Derivation derivation, ScoreModels models, boolean thorough) {
    this.thorough = thorough;
    this.derivation = derivation;
    this.scores = derivation.scores();
    this.models = models;
  }

  /** Whose day it is, for which account. */
  private record Place(AccountKey account, long day, long person, long profile) {}

  /** All days of some profiles; gives the days of accounts that have changed. */
  Set<ScoreDay> ofProfiles(Collection<ProfileKey> profiles) {
    People people = new People(profiles);
    scores.forEachDeedOf(profiles, PointsKeeper::page, people::add);
    return write(people.rows(), scores.findAllPoints(profiles));
  }

  /** Some days of profiles. */
  Set<ScoreDay> ofDays(Collection<ProfileDay> days) {
    Set<ProfileKey> profiles =
        days.stream().map(ProfileDay::profile).collect(Collectors.toCollection(LinkedHashSet::new));
    People people = new People(profiles);
    scores.forEachDeed(days, PointsKeeper::page, people::add);
    return write(people.rows(), scores.findPoints(days));
  }

  /** All days of what some companies did by themselves. */
  Set<ScoreDay> ofCompanies(Collection<AccountKey> companies) {
    Companies own = new Companies(companies);
    scores.forEachAccountDeedOf(companies, own::add);
    return write(own.rows(), scores.findAllAccountPoints(companies));
  }

  /** Some days of what companies did by themselves. */
  Set<ScoreDay> ofCompanyDays(Collection<ScoreDay> days) {
    Companies own =
        new Companies(
            days.stream()
                .map(ScoreDay::account)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    scores.forEachAccountDeed(days, own::add);
    return write(own.rows(), scores.findAccountPoints(days));
  }

  /** What comes together of each day of somebody. */
  private class Gathered {
    private final Map<Place, DayDeeds> places = new LinkedHashMap<>();
    private final Map<Place, WorkspaceId> workspaces = new HashMap<>();

    void add(Place place, WorkspaceId workspace, DeedRow row) {
      places.computeIfAbsent(place, key -> new DayDeeds()).add(deed(row));
      workspaces.put(place, workspace);
    }

    List<PointsRow> rows() {
      List<PointsRow> rows = new ArrayList<>();
      places.forEach((place, deeds) -> {
        ScoreModel model =
            inForce.computeIfAbsent(
                requireNonNull(workspaces.get(place)), key -> models.of(scores, key));
        deeds
            .points(model)
            .forEach((group, points) ->
                rows.add(
                    new PointsRow(
                        place.account(),
                        place.day(),
                        place.person(),
                        place.profile(),
                        group,
                        points.points(),
                        points.at())));
      });
      return rows;
    }
  }

  /** Of people, whose the deeds are at their time. */
  private final class People extends Gathered {
    private final Map<ProfileKey, ScoredProfile> known;
    private final Map<ProfileKey, Ownership> ownerships;

    People(Collection<ProfileKey> profiles) {
      known = byKey(scores.findProfiles(profiles));
      List<ProfileKey> divided =
          known.values().stream()
              .filter(profile -> profile.sole() == null)
              .map(ScoredProfile::profile)
              .toList();
      ownerships = Ownerships.find(derivation.visitors(), divided);
      Set<ProfileKey> people = new LinkedHashSet<>();
      known
          .values()
          .forEach(profile -> {
            if (profile.sole() != null) {
              people.add(profile.sole());
            }
          });
      ownerships.values().forEach(ownership -> people.addAll(ownership.owners()));
      people.removeAll(known.keySet());
      known.putAll(byKey(scores.findProfiles(people)));
    }

    void add(DeedRow row) {
      ScoredProfile profile = requireNonNull(known.get(row.profile()));
      ProfileKey person =
          profile.sole() == null
              ? requireNonNull(ownerships.get(row.profile())).ownerAt(row.at())
              : profile.sole();
      ScoredProfile owner = known.get(person);
      if (owner != null && owner.account() != null) {
        Place place =
            new Place(owner.account(), day(row.at()), person.value(), row.profile().value());
        add(place, profile.workspace(), row);
      }
    }
  }

  /** Of companies by themselves. */
  private final class Companies extends Gathered {
    private final Map<AccountKey, WorkspaceId> known;

    Companies(Collection<AccountKey> companies) {
      known =
          scores.findShown(companies).stream()
              .collect(Collectors.toMap(Shown::account, Shown::workspace));
    }

    void add(DeedRow row) {
      AccountKey company = new AccountKey(row.profile().value());
      add(new Place(company, day(row.at()), 0, 0), requireNonNull(known.get(company)), row);
    }
  }

  /** Brings what is stored to what it is now. */
  private Set<ScoreDay> write(List<PointsRow> now, List<PointsRow> stored) {
    Map<PointsRow.Key, PointsRow> before = new LinkedHashMap<>();
    stored.forEach(row -> before.put(row.key(), row));
    List<PointsRow> changed = new ArrayList<>();
    Set<ScoreDay> touched = new LinkedHashSet<>();
    for (PointsRow row : now) {
      boolean same = row.equals(before.remove(row.key()));
      if (!same) {
        changed.add(row);
      }
      if (!same || thorough) {
        touched.add(new ScoreDay(row.account(), row.day()));
      }
    }
    before.keySet().forEach(key -> touched.add(new ScoreDay(key.account(), key.day())));
    scores.deletePoints(before.keySet());
    scores.writePoints(changed);
    return touched;
  }

  private static Map<ProfileKey, ScoredProfile> byKey(List<ScoredProfile> profiles) {
    Map<ProfileKey, ScoredProfile> byKey = new LinkedHashMap<>();
    profiles.forEach(profile -> byKey.put(profile.profile(), profile));
    return byKey;
  }

  private static Deed deed(DeedRow row) {
    return switch (row) {
      case DeedRow.View view -> new Deed.PageView(view.page(), view.at(), view.focusMillis());
      case DeedRow.Hit hit -> new Deed.Hit(hit.signal(), hit.at());
    };
  }

  private static String page(String body) {
    return PageReader.page(RawJson.of(body));
  }

  private static long day(long at) {
    return Math.floorDiv(at, DAY_MILLIS);
  }
}
