package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How well a number ranks those who converted before those who did not: the area under the ROC
 * curve. It is the chance that of one of each the one who converted has the higher number, where
 * equal numbers count half; 0.5 is chance, 1 is perfect. Computed from ranks: Hanley and McNeil,
 * "The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve",
 * Radiology 1982.
 */
public final class RankingQuality {
  /** A number an account had at some time, and whether it converted after that time. */
  public record Outcome(double number, boolean converted) {}

  /** The sums an account had at some time, and whether it converted after that time. */
  public record Past(HalfLives sums, long at, boolean converted) {
    public Past {
      requireNonNull(sums, "sums");
    }
  }

  private RankingQuality() {}

  /** The area; empty when none or all converted. */
  public static OptionalDouble area(Collection<Outcome> outcomes) {
    List<Outcome> sorted =
        outcomes.stream().sorted(Comparator.comparingDouble(Outcome::number)).toList();
    long converted = sorted.stream().filter(Outcome::converted).count();
    long others = sorted.size() - converted;
    if (converted == 0 || others == 0) {
      return OptionalDouble.empty();
    }
    double pairs = 0;
    long below = 0;
    for (List<Outcome> equal : groupsOfEqual(sorted)) {
      long convertedHere = equal.stream().filter(Outcome::converted).count();
      long othersHere = equal.size() - convertedHere;
      pairs += convertedHere * (below + othersHere / 2.0);
      below += othersHere;
    }
    return OptionalDouble.of(pairs / ((double) converted * others));
  }

  /** The area for each half-life; those with the same past differ only in how fast they forget. */
  public static Map<HalfLife, Double> areas(Collection<Past> pasts) {
    Map<HalfLife, Double> areas = new TreeMap<>();
    for (HalfLife halfLife : HalfLives.STANDARD) {
      List<Outcome> outcomes =
          pasts.stream()
              .map(past -> new Outcome(past.sums().of(halfLife).read(past.at()), past.converted()))
              .toList();
      area(outcomes).ifPresent(area -> areas.put(halfLife, area));
    }
    return areas;
  }

  private static List<List<Outcome>> groupsOfEqual(List<Outcome> sorted) {
    List<List<Outcome>> groups = new ArrayList<>();
    for (Outcome each : sorted) {
      if (groups.isEmpty()
          || Double.compare(groups.getLast().getFirst().number(), each.number()) != 0) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(each);
    }
    return groups;
  }
}
