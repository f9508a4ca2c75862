package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All occurrences of one pattern, such as one page of one person, in the order of their effective
 * times, with what each contributes. Immutable.
 *
 * <p>A contribution depends on the occurrences before it. So one that comes late, or is erased,
 * changes those after it, and {@link #change} tells by how much. Because each is computed from its
 * predecessor in time, and not from what was there when it came, contributions are the same to the
 * last bit in whatever order occurrences come and go.
 *
 * @param steps in order of time, then occasion
 */
public record PatternLedger(Saturation saturation, List<Step> steps) {
  /**
   * An occurrence in its place.
   *
   * @param remembered of those before it, faded to its time; 0 for the first
   * @param points what it contributes, as of its time
   */
  public record Step(Occurrence occurrence, double remembered, double points) {
    public Step {
      requireNonNull(occurrence, "occurrence");
    }
  }

  /**
   * A ledger after a change.
   *
   * @param steps that are new, or not what they were; to be stored
   * @param corrections what the change means for sums
   */
  public record Change(PatternLedger ledger, List<Step> steps, List<Correction> corrections) {
    public Change {
      requireNonNull(ledger, "ledger");
      steps = List.copyOf(steps);
      corrections = List.copyOf(corrections);
    }
  }

  /** Where points are added: an occasion that moves in time is in two places. */
  private record Place(long at, String occasion) implements Comparable<Place> {
    private static final Comparator<Place> IN_TIME =
        Comparator.comparingLong(Place::at).thenComparing(Place::occasion);

    @Override
    public int compareTo(Place other) {
      return IN_TIME.compare(this, other);
    }
  }

  /** Checks that the steps are in order and no occasion is there twice. */
  public PatternLedger {
    requireNonNull(saturation, "saturation");
    steps = List.copyOf(steps);
    Set<String> occasions = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      Occurrence each = steps.get(i).occurrence();
      if (i > 0 && Occurrence.IN_TIME.compare(steps.get(i - 1).occurrence(), each) > 0) {
        throw new IllegalArgumentException("steps are in order of time, then occasion");
      }
      if (!occasions.add(each.occasion())) {
        throw new IllegalArgumentException("an occasion is there twice: " + each.occasion());
      }
    }
  }

  /** A ledger with no occurrences. */
  public static PatternLedger empty(Saturation saturation) {
    return new PatternLedger(saturation, List.of());
  }

  /** The ledger of some occurrences, in any order; of two with one occasion the last counts. */
  public static PatternLedger of(Saturation saturation, Collection<Occurrence> occurrences) {
    return empty(saturation).change(occurrences, Set.of()).ledger();
  }

  /**
   * Puts in occurrences, each in the place of one with the same occasion if there is one, after
   * taking some out; what is not there is not missed.
   *
   * <p>A long ledger may be loaded in part: from any of its steps on, up to its end, for instance
   * from the last one before whatever changes. Then only what comes after the first step may
   * change.
   *
   * @return with a correction for each occasion whose points changed, in order of time
   * @throws IllegalArgumentException if the change reaches back to the first step of a part
   */
  public Change change(Collection<Occurrence> put, Set<String> takenOut) {
    Map<String, Occurrence> coming = new LinkedHashMap<>();
    put.forEach(each -> coming.put(each.occasion(), each));
    List<Occurrence> sorted = new ArrayList<>(coming.values());
    for (Step step : steps) {
      String occasion = step.occurrence().occasion();
      if (!coming.containsKey(occasion) && !takenOut.contains(occasion)) {
        sorted.add(step.occurrence());
      }
    }
    sorted.sort(Occurrence.IN_TIME);
    int kept = keptOf(sorted);
    PatternLedger changed = new PatternLedger(saturation, stepsOf(sorted, kept));
    Set<Step> before = Set.copyOf(steps.subList(kept, steps.size()));
    List<Step> other =
        changed.steps.subList(kept, changed.steps.size()).stream()
            .filter(step -> !before.contains(step))
            .toList();
    return new Change(changed, other, corrections(changed, kept));
  }

  /** Puts in one, as {@link #change} does. */
  public Change put(Occurrence occurrence) {
    return change(List.of(occurrence), Set.of());
  }

  /** Takes out one, as {@link #change} does. */
  public Change takeOut(String occasion) {
    return change(List.of(), Set.of(occasion));
  }

  private List<Step> stepsOf(List<Occurrence> sorted, int kept) {
    List<Step> result = new ArrayList<>(steps.subList(0, kept));
    for (Occurrence each : sorted.subList(kept, sorted.size())) {
      result.add(result.isEmpty() ? first(each) : after(result.getLast(), each));
    }
    return result;
  }

  /** How many steps at the beginning stay as they are. */
  private int keptOf(List<Occurrence> sorted) {
    int kept = 0;
    while (kept < Math.min(steps.size(), sorted.size())
        && steps.get(kept).occurrence().equals(sorted.get(kept))) {
      kept++;
    }
    if (kept == 0 && !steps.isEmpty() && steps.getFirst().remembered() > 0) {
      throw new IllegalArgumentException("the change reaches back before the part that is loaded");
    }
    return kept;
  }

  private Step first(Occurrence occurrence) {
    return new Step(occurrence, 0, saturation.points(occurrence.amount(), 0));
  }

  private Step after(Step before, Occurrence occurrence) {
    double fresh = before.remembered() + saturation.memorable(before.occurrence().amount());
    long elapsed = occurrence.at() - before.occurrence().at();
    double remembered = fresh * saturation.memory().remaining(elapsed);
    return new Step(occurrence, remembered, saturation.points(occurrence.amount(), remembered));
  }

  private List<Correction> corrections(PatternLedger changed, int kept) {
    Map<Place, Double> before = points(steps.subList(kept, steps.size()));
    Map<Place, Double> after = points(changed.steps.subList(kept, changed.steps.size()));
    Map<Place, Correction> corrections = new TreeMap<>();
    before.forEach((place, points) -> {
      double now = after.getOrDefault(place, 0.0);
      corrections.put(place, new Correction(place.occasion(), place.at(), points, now));
    });
    after.forEach((place, points) ->
        corrections.putIfAbsent(place, new Correction(place.occasion(), place.at(), 0, points)));
    return corrections.values().stream()
        .filter(each -> Double.compare(each.before(), each.after()) != 0)
        .toList();
  }

  private static Map<Place, Double> points(List<Step> steps) {
    Map<Place, Double> points = new TreeMap<>();
    for (Step step : steps) {
      Occurrence each = step.occurrence();
      points.put(new Place(each.at(), each.occasion()), step.points());
    }
    return points;
  }
}
