package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.ProfileDay;
import dev.gumleaf.store.ProfilePart;
import dev.gumleaf.store.ScoreDay;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps scores up with what changed, in the transaction of the change.
 *
 * <p>What somebody's day counts is worked out anew from everything that is stored of that day. So
 * the order in which entries come, repeated ones, and ones that are taken away make no difference,
 * and the same way serves new entries, moved people, erased ones, and new rules. What follows for
 * the account is then a correction of a few sums.
 */
final class ScoreKeeper {
  private final Derivation derivation;
  private final ScoreModels models;
  private final boolean thorough;
  private final Set<ProfileDay> days = new LinkedHashSet<>();
  private final Set<ProfileKey> profiles = new LinkedHashSet<>();
  private final Set<ScoreDay> companyDays = new LinkedHashSet<>();
  private final Set<AccountKey> companies = new LinkedHashSet<>();

  /** Keeps up with changes; what nothing changed for is left alone. */
  ScoreKeeper(Derivation derivation, ScoreModels models) {
    this(derivation, models, false);
  }

  /**
   * Keeps up with changes.
   *
   * @param thorough whether days are added up again whose points are what they were, because the
   *     rules are not
   */
  ScoreKeeper(Derivation derivation, ScoreModels models, boolean thorough) {
    this.derivation = derivation;
    this.models = models;
    this.thorough = thorough;
  }

  /** Something of a profile's day is new, or gone. */
  void touch(ProfileDay day) {
    days.add(day);
  }

  /** Everything of a profile may belong to somebody else. */
  void touch(ProfileKey profile) {
    profiles.add(profile);
  }

  /** Something that a company did by itself is new or gone, or its total has to be looked at. */
  void touch(ScoreDay day) {
    companyDays.add(day);
  }

  /** Everything that a company did by itself. */
  void touch(AccountKey company) {
    companies.add(company);
  }

  /** People may be of another company than before. */
  void touchPeople(Collection<ProfileKey> people) {
    derivation.visitors().findPartsOf(people).stream()
        .map(ProfilePart::profile)
        .forEach(profiles::add);
  }

  /**
   * Works out what was touched.
   *
   * @param now the time of the labels of trends, in milliseconds since 1970, UTC
   * @return the accounts whose score changed, as they are shown
   */
  ScoreChanges apply(long now) {
    PointsKeeper points = new PointsKeeper(derivation, models, thorough);
    days.removeIf(day -> profiles.contains(day.profile()));
    companyDays.removeIf(day -> companies.contains(day.account()));
    Set<ScoreDay> changed = new LinkedHashSet<>(companyDays);
    changed.addAll(points.ofProfiles(profiles));
    changed.addAll(points.ofDays(days));
    changed.addAll(points.ofCompanies(companies));
    changed.addAll(points.ofCompanyDays(companyDays));
    return new TotalsKeeper(derivation.scores(), models).apply(changed, now);
  }
}
