package dev.gumleaf.architecture.offence.cycle.observe;

import dev.gumleaf.architecture.offence.cycle.http.Offender;
import java.util.List;

/** The other half of the circle. */
public record Accomplice(List<Offender> offenders) {
  public Accomplice {
    offenders = List.copyOf(offenders);
  }

  Offender first() {
    return offenders.getFirst();
  }
}
