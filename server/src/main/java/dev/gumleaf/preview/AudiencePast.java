package dev.gumleaf.preview;

import dev.gumleaf.audience.NotDated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who would have belonged to an audience.
 *
 * @param days how many belonged at the end of each; at most one more than are counted
 * @param notDated parts of the filter that are answered as of now
 * @param overlaps with the saved audiences of the same kind
 * @param otherAudiences how many more there are, which were not compared
 * @param foretold null when no conversion was asked for
 */
public record AudiencePast(
    Instant from,
    Instant until,
    List<Day> days,
    List<NotDated> notDated,
    List<Overlap> overlaps,
    long otherAudiences,
    @Nullable ForetoldPast foretold)
    implements PreviewResult {
  public AudiencePast {
    days = List.copyOf(days);
    notDated = List.copyOf(notDated);
    overlaps = List.copyOf(overlaps);
  }

  /** One day, UTC. */
  public record Day(LocalDate date, long members) {}

  /**
   * How much of another audience is the same, now.
   *
   * @param members of the other one
   * @param both of both
   */
  public record Overlap(long audience, String name, long members, long both) {}
}
