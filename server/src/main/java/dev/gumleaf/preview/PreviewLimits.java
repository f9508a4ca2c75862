package dev.gumleaf.preview;

import java.time.Duration;

/**
 * How much looking at the past may cost. It is for somebody who waits for an answer, so it gives
 * way to what arrives.
 *
 * @param atOnce runs that are under way together on this node
 * @param waiting runs that wait for their turn; more are refused
 * @param keptFor how long what was found is kept in memory after a run ended
 * @param kept ended runs that are kept, the newest
 * @param patience after this time a request is answered without the result, and the run rests
 *     between its stretches as long as it works in them
 * @param longest a run that takes longer is given up
 * @param entries that a run may look at
 * @param subjects companies, and people, that a run may count; they are in memory
 */
public record PreviewLimits(
    int atOnce,
    int waiting,
    Duration keptFor,
    int kept,
    Duration patience,
    Duration longest,
    long entries,
    int subjects) {
  public static final PreviewLimits DEFAULT =
      new PreviewLimits(
          2,
          8,
          Duration.ofMinutes(15),
          50,
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          50_000_000,
          500_000);
}
