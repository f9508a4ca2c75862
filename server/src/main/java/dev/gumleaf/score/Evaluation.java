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
 * page by those who have just bought does not. Two things make a past look better than it was, and
 * are kept out:
 *
 * <ul>
 *   <li>Of the last fires it is not known yet what follows. Leaving out only those that nothing
 *       followed would leave the lucky ones; so all of a window before the end are left out.
 *   <li>What fires often fires before everything. So each account is one trial, from its first fire
 *       on, and the base is how often accounts convert within a window from any moment on that they
 *       were there and had not converted.
 * </ul>
 *
 * @param accounts that were there at some time and had not converted before
 * @param converted of these, whatever fired
 * @param fired of these, before they converted and with a whole window to follow
 * @param foretold fired, and converted within the window after the first fire
 * @param baseRate how likely an account converts within a window from a moment on, over all
 *     accounts and moments
 * @param medianLead from the first fire to the conversion, of those that were foretold; null when
 *     there is none
 */
public record Evaluation(
    long accounts,
    long converted,
    long fired,
    long foretold,
    double baseRate,
    @Nullable Duration medianLead) {

  /**
   * What happened to one account, in milliseconds since 1970, UTC.
   *
   * @param since when it was first there
   * @param firedAt when it first fired in the time that is looked at; null when it did not
   * @param convertedAt when it first converted, whenever that was; null when it did not
   */
  public record History(long since, @Nullable Long firedAt, @Nullable Long convertedAt) {}

  /** Looks at the past of accounts one by one, so that they need not be in memory together. */
  public static final class Tally {
    private final long window;
    private final long from;
    private final long last;
    private final List<Long> leads = new ArrayList<>();
    private long accounts;
    private long converted;
    private long fired;
    private long moments;
    private long lucky;

    /**
     * No account so far.
     *
     * @param window how soon a conversion must follow
     * @param from the first moment that is looked at, in milliseconds since 1970, UTC
     * @param until the end of what is known; moments and fires are looked at until a window before
     */
    public Tally(Duration window, long from, long until) {
      this.window = window.toMillis();
      this.from = from;
      this.last = until - this.window;
    }

    /** One more account. */
    public void add(History history) {
      Long conversion = history.convertedAt();
      long start = Math.max(from, history.since());
      // A moment is followed by what happens after it.
      long end = conversion == null ? last : Math.min(last, conversion - 1);
      if (start > end) {
        return;
      }
      accounts++;
      moments += end - start + 1;
      if (conversion != null && conversion <= last + window) {
        converted++;
        lucky += Math.max(0, end - Math.max(start, conversion - window) + 1);
      }
      Long fire = history.firedAt();
      if (fire != null && fire >= from && fire <= end) {
        fired++;
        if (conversion != null && conversion - fire <= window) {
          leads.add(conversion - fire);
        }
      }
    }

    /** What came out. */
    public Evaluation finish() {
      return new Evaluation(
          accounts,
          converted,
          fired,
          leads.size(),
          moments == 0 ? 0 : (double) lucky / moments,
          median(leads));
    }
  }

  /**
   * Looks at the past.
   *
   * @param window how soon a conversion must follow
   * @param from the first moment that is looked at, in milliseconds since 1970, UTC
   * @param until the end of what is known
   */
  public static Evaluation of(
      Collection<History> histories, Duration window, long from, long until) {
    Tally tally = new Tally(window, from, until);
    histories.forEach(tally::add);
    return tally.finish();
  }

  /** How often it foretold a conversion when it fired; nothing when it never did. */
  public Optional<Double> findPrecision() {
    return fired == 0 ? Optional.empty() : Optional.of((double) foretold / fired);
  }

  /** The lift; nothing when it never fired or nobody converted. */
  public Optional<Lift> findLift() {
    if (fired == 0 || baseRate == 0) {
      return Optional.empty();
    }
    Interval share = Proportions.wilson(foretold, fired);
    return Optional.of(
        new Lift(
            (double) foretold / fired / baseRate,
            new Interval(share.low() / baseRate, share.high() / baseRate)));
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
