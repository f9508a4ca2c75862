package dev.gumleaf.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well a signal, or anything that fires, would have foretold conversions in the past.
 *
 * <p>Only what was there before a conversion counts as having foretold it: a look at the billing
 * page by those who have just bought does not. A fire too recent to have shown what follows is left
 * out.
 *
 * @param accounts that were looked at
 * @param converted of these, whatever fired
 * @param fired of these, with time left to convert
 * @param foretold fired, and converted within the window
 * @param medianLead from the first fire within the window to the conversion; null when there is
 *     none
 */
public record Evaluation(
    long accounts, long converted, long fired, long foretold, @Nullable Duration medianLead) {

  /**
   * What happened to one account.
   *
   * @param fires when it fired, in milliseconds since 1970, UTC, in any order
   * @param convertedAt null when it did not
   */
  public record History(List<Long> fires, @Nullable Long convertedAt) {
    /** Copies the fires. */
    public History {
      fires = List.copyOf(fires);
    }
  }

  /**
   * Looks at the past.
   *
   * @param window how soon a conversion must follow
   * @param until the end of what is known, in milliseconds since 1970, UTC
   */
  public static Evaluation of(Collection<History> histories, Duration window, long until) {
    long converted = 0;
    long fired = 0;
    List<Long> leads = new ArrayList<>();
    for (History history : histories) {
      Long conversion = history.convertedAt();
      if (conversion == null) {
        fired += history.fires().stream().anyMatch(at -> at + window.toMillis() <= until) ? 1 : 0;
      } else {
        converted++;
        fired += history.fires().stream().anyMatch(at -> at < conversion) ? 1 : 0;
        history.fires().stream()
            .filter(at -> at < conversion && at >= conversion - window.toMillis())
            .min(Long::compare)
            .ifPresent(at -> leads.add(conversion - at));
      }
    }
    return new Evaluation(histories.size(), converted, fired, leads.size(), median(leads));
  }

  /** How often it foretold a conversion when it fired; nothing when it never did. */
  public Optional<Double> findPrecision() {
    return fired == 0 ? Optional.empty() : Optional.of((double) foretold / fired);
  }

  /** The lift; nothing when it never fired or nobody converted. */
  public Optional<Lift> findLift() {
    if (fired == 0 || converted == 0) {
      return Optional.empty();
    }
    double base = (double) converted / accounts;
    Interval share = Proportions.wilson(foretold, fired);
    return Optional.of(
        new Lift(
            (double) foretold / fired / base,
            new Interval(share.low() / base, share.high() / base)));
  }

  /** How long before a conversion it fired first; nothing when it foretold none. */
  public Optional<Duration> findMedianLead() {
    return Optional.ofNullable(medianLead);
  }

  private static @Nullable Duration median(List<Long> leads) {
    if (leads.isEmpty()) {
      return null;
    }
    List<Long> sorted = leads.stream().sorted().toList();
    long low = sorted.get((sorted.size() - 1) / 2);
    long high = sorted.get(sorted.size() / 2);
    return Duration.ofMillis(low + (high - low) / 2);
  }
}
