package dev.gumleaf.preview;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.HitRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have done.
 *
 * @param until the end of the last day, which is now
 * @param fires that count
 * @param companies that it fired for
 * @param withoutCompany fires by people of whom nobody knows the company
 * @param ownPeople fires by our own people; they are left out of everything else, and so are those
 *     of {@code excludedCompanies}
 * @param newest some of the fires, the newest first
 * @param overlaps with the signals that there are
 * @param foretold null when no conversion was asked for
 */
public record SignalPast(
    Instant from,
    Instant until,
    long fires,
    List<Day> days,
    long people,
    long companies,
    long withoutCompany,
    long ownPeople,
    long excludedCompanies,
    List<Example> newest,
    List<Overlap> overlaps,
    @Nullable ForetoldPast foretold)
    implements PreviewResult {
  public SignalPast {
    days = List.copyOf(days);
    newest = List.copyOf(newest);
    overlaps = List.copyOf(overlaps);
  }

  /** One day, UTC. */
  public record Day(LocalDate date, long fires) {}

  /** One fire, with whose it is by their keys only: who was forgotten meanwhile is not shown. */
  public record Example(HitRow hit, @Nullable ProfileKey person, @Nullable AccountKey company) {}

  /**
   * How much a signal tells the same.
   *
   * @param companies that the signal, had it been on all these days, fired for
   * @param both companies that both fired for
   */
  public record Overlap(long signal, String name, long companies, long both) {}
}
