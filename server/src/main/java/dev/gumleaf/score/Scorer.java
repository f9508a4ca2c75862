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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Makes scores from days by one version of the rules. What a day counts decays as a whole, so the
 * total is one exponential: it halves with each half-life, and its {@linkplain HalfLife rank} stays
 * the same while time passes. Immutable, so any thread may use it.
 */
public final class Scorer {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Decimals of the numbers that are shown, as a factor. */
  private static final double STEPS = 10;

  private final ScoreModel model;

  /** A scorer by a model. */
  public Scorer(ScoreModel model) {
    this.model = requireNonNull(model, "model");
  }

  /** The score of an account at a time, from all of its days. */
  public Score score(Collection<AccountDay> days, Instant now) {
    long at = now.toEpochMilli();
    List<ScorePart> parts = new ArrayList<>();
    for (ScoreGroup group : model.groups()) {
      parts.add(
          part(
              group.name(),
              days,
              day -> sum(day, group.name(), each -> each.raw().points()),
              day -> sum(day, group.name(), AccountDay.Group::counted),
              at));
    }
    parts.add(part(ScoreGroup.PEOPLE, days, AccountDay::byPeople, AccountDay::byPeople, at));
    double total = parts.stream().mapToDouble(ScorePart::counted).sum();
    long steps = Math.round(model.number(total) * STEPS);
    double number = steps / STEPS;
    return new Score(
        model.version(), now, number, Strength.of(number), total, numbered(parts, total, steps));
  }

  private ScorePart part(
      String name,
      Collection<AccountDay> days,
      ToDoubleFunction<AccountDay> rawOf,
      ToDoubleFunction<AccountDay> countedOf,
      long now) {
    double raw = 0;
    double counted = 0;
    double gained = 0;
    double decayed = 0;
    for (AccountDay day : days) {
      double left = model.halfLife().remaining(now - day.total().at());
      double points = countedOf.applyAsDouble(day);
      raw += rawOf.applyAsDouble(day) * left;
      counted += points * left;
      if (day.total().at() > now - DAY_MILLIS) {
        gained += points;
        decayed += points - points * left;
      } else {
        decayed += points * left * (1 / model.halfLife().remaining(DAY_MILLIS) - 1);
      }
    }
    return new ScorePart(name, raw, counted, 0, gained, decayed);
  }

  private static double sum(
      AccountDay day, String group, ToDoubleFunction<AccountDay.Group> value) {
    return day.groups().stream().filter(each -> each.name().equals(group)).mapToDouble(value).sum();
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
