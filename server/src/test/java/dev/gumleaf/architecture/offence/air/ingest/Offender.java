package dev.gumleaf.architecture.offence.air.ingest;

import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;

/** Takes time and chance out of the air, once behind a method reference. */
final class Offender {
  private final LongSupplier ticker = System::nanoTime;
  private final Random random = new Random();

  String describe() {
    return Instant.now() + " " + ticker.getAsLong() + " " + random.nextInt();
  }
}
