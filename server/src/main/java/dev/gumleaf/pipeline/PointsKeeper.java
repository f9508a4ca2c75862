package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.PageReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.Deed;
import dev.gumleaf.score.PersonDay;
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
    return write(ofPeople(scores.findAllDeeds(profiles), profiles), scores.findAllPoints(profiles));
  }

  /** Some days of profiles. */
  Set<ScoreDay> ofDays(Collection<ProfileDay> days) {
    Set<ProfileKey> profiles =
        days.stream().map(ProfileDay::profile).collect(Collectors.toCollection(LinkedHashSet::new));
    return write(ofPeople(scores.findDeeds(days), profiles), scores.findPoints(days));
  }

  /** All days of what some companies did by themselves. */
  Set<ScoreDay> ofCompanies(Collection<AccountKey> companies) {
    return write(
        ofCompanies(scores.findAllAccountDeeds(companies), companies),
        scores.findAllAccountPoints(companies));
  }

  /** Some days of what companies did by themselves. */
  Set<ScoreDay> ofCompanyDays(Collection<ScoreDay> days) {
    Set<AccountKey> companies =
        days.stream().map(ScoreDay::account).collect(Collectors.toCollection(LinkedHashSet::new));
    return write(
        ofCompanies(scores.findAccountDeeds(days), companies), scores.findAccountPoints(days));
  }

  private List<PointsRow> ofPeople(List<DeedRow> deeds, Collection<ProfileKey> profiles) {
    Map<ProfileKey, ScoredProfile> known = byKey(scores.findProfiles(profiles));
    List<ProfileKey> divided =
        known.values().stream()
            .filter(profile -> profile.sole() == null)
            .map(ScoredProfile::profile)
            .toList();
    Map<ProfileKey, Ownership> ownerships = Ownerships.find(derivation.visitors(), divided);
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
    Map<Place, List<Deed>> places = new LinkedHashMap<>();
    Map<Place, WorkspaceId> workspaces = new HashMap<>();
    for (DeedRow row : deeds) {
      ScoredProfile profile = requireNonNull(known.get(row.profile()));
      ProfileKey person =
          profile.sole() == null
              ? requireNonNull(ownerships.get(row.profile())).ownerAt(row.at())
              : profile.sole();
      ScoredProfile owner = known.get(person);
      if (owner != null && owner.account() != null) {
        Place place =
            new Place(owner.account(), day(row.at()), person.value(), row.profile().value());
        places.computeIfAbsent(place, key -> new ArrayList<>()).add(deed(row));
        workspaces.put(place, profile.workspace());
      }
    }
    return rows(places, workspaces);
  }

  private List<PointsRow> ofCompanies(List<DeedRow> deeds, Collection<AccountKey> companies) {
    Map<AccountKey, WorkspaceId> known =
        scores.findShown(companies).stream()
            .collect(Collectors.toMap(Shown::account, Shown::workspace));
    Map<Place, List<Deed>> places = new LinkedHashMap<>();
    Map<Place, WorkspaceId> workspaces = new HashMap<>();
    for (DeedRow row : deeds) {
      AccountKey company = new AccountKey(row.profile().value());
      Place place = new Place(company, day(row.at()), 0, 0);
      places.computeIfAbsent(place, key -> new ArrayList<>()).add(deed(row));
      workspaces.put(place, requireNonNull(known.get(company)));
    }
    return rows(places, workspaces);
  }

  private List<PointsRow> rows(Map<Place, List<Deed>> places, Map<Place, WorkspaceId> workspaces) {
    List<PointsRow> rows = new ArrayList<>();
    places.forEach((place, deeds) -> {
      ScoreModel model =
          inForce.computeIfAbsent(
              requireNonNull(workspaces.get(place)), key -> models.of(scores, key));
      PersonDay.points(model, deeds)
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
      case DeedRow.View view ->
          new Deed.PageView(
              PageReader.page(RawJson.of(view.body())), view.at(), view.focusMillis());
      case DeedRow.Hit hit -> new Deed.Hit(hit.signal(), hit.at());
    };
  }

  private static long day(long at) {
    return Math.floorDiv(at, DAY_MILLIS);
  }
}
