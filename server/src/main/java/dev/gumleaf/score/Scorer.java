package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Score;
import dev.gumleaf.model.ScorePart;
import dev.gumleaf.model.Strength;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Makes scores from sums by one version of the rules. Immutable, so any thread may use it. */
public final class Scorer {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Decimals of the numbers that are shown, as a factor. */
  private static final double STEPS = 10;

  private final ScoreModel model;

  /** A scorer by a model. */
  public Scorer(ScoreModel model) {
    this.model = requireNonNull(model, "model");
  }

  /**
   * The score of an account at a time.
   *
   * @param people how many were active on the last days, see {@link ActivePeople#count}
   * @param lastDay what came in during the 24 hours before {@code now}, to tell what decay took;
   *     older ones are left alone
   */
  public Score score(ScoreSums sums, int people, Collection<Contribution> lastDay, Instant now) {
    List<ScorePart> parts = new ArrayList<>();
    for (ScoreGroup group : model.groups()) {
      parts.add(
          part(group, sums.of(group.name()).of(model.halfLife()), lastDay, now.toEpochMilli()));
    }
    double counted = parts.stream().mapToDouble(ScorePart::counted).sum();
    double byPeople = (model.peopleMultiplier(people) - 1) * counted;
    parts.add(new ScorePart(ScoreGroup.PEOPLE, byPeople, byPeople, 0, 0, 0));
    double total = counted + byPeople;
    long steps = Math.round(model.number(total) * STEPS);
    double number = steps / STEPS;
    return new Score(
        model.version(), now, number, Strength.of(number), total, numbered(parts, total, steps));
  }

  /** The total at a time without its parts: what lists are sorted by. */
  public double total(ScoreSums sums, int people, long now) {
    double counted = 0;
    for (ScoreGroup group : model.groups()) {
      counted += counted(group, raw(sums.of(group.name()).of(model.halfLife()), now));
    }
    return counted * model.peopleMultiplier(people);
  }

  /**
   * The {@linkplain HalfLife rank} of all points, without limits and people, for an index. The
   * limits only take away. So with at most n people active, an account that reads θ or more has at
   * least the rank of {@link #rankFor}: the index gives a few too many and never too few.
   */
  public double rank(ScoreSums sums) {
    DecayedSum all = DecayedSum.none(model.halfLife());
    for (ScoreGroup group : model.groups()) {
      all = all.merge(sums.of(group.name()).of(model.halfLife()));
    }
    return all.rank();
  }

  /**
   * The lowest rank that an account can have whose number at a time is at least so much.
   *
   * @param number above 0 and below 100
   * @param peopleMax the most people that any account has active
   */
  public double rankFor(double number, int peopleMax, long now) {
    double points = model.total(number) / model.peopleMultiplier(peopleMax);
    return model.halfLife().rank(points, now);
  }

  private ScorePart part(
      ScoreGroup group, DecayedSum sum, Collection<Contribution> lastDay, long now) {
    double raw = raw(sum, now);
    double gained = 0;
    double leftOfGained = 0;
    for (Contribution each : lastDay) {
      if (each.group().equals(group.name()) && each.at() > now - DAY_MILLIS) {
        gained += each.points();
        leftOfGained += each.valueAt(now, model.halfLife());
      }
    }
    double dayBefore = (raw - leftOfGained) / model.halfLife().remaining(DAY_MILLIS);
    double decayed = dayBefore + gained - raw;
    return new ScorePart(group.name(), raw, counted(group, raw), 0, gained, decayed);
  }

  /**
   * Taking out what was put in leaves some last digits, which must not read as less than nothing.
   */
  private static double raw(DecayedSum sum, long now) {
    return Math.max(0, sum.read(now));
  }

  private static double counted(ScoreGroup group, double raw) {
    return Math.min(group.limit(), raw);
  }

  /**
   * Divides the number among the parts by what they count. Each share is cut off to whole steps,
   * and the steps that are left go to the parts that lost most (Hamilton's method), so that what is
   * printed adds up.
   */
  private static List<ScorePart> numbered(List<ScorePart> parts, double total, long steps) {
    List<Double> shares =
        parts.stream().map(part -> total > 0 ? steps * part.counted() / total : 0).toList();
    long[] whole = shares.stream().mapToLong(share -> (long) Math.floor(share)).toArray();
    long left = steps - LongStream.of(whole).sum();
    IntStream.range(0, whole.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> whole[i] - shares.get(i)))
        .limit(left)
        .forEach(i -> whole[i]++);
    return IntStream.range(0, whole.length)
        .mapToObj(i -> withNumber(parts.get(i), whole[i] / STEPS))
        .toList();
  }

  private static ScorePart withNumber(ScorePart part, double number) {
    return new ScorePart(
        part.group(), part.raw(), part.counted(), number, part.gained(), part.decayed());
  }
}
