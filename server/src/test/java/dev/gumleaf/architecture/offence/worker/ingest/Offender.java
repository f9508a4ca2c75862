package dev.gumleaf.architecture.offence.worker.ingest;

import dev.gumleaf.architecture.offence.worker.pipeline.TrimWorker;

/** Starts a loop of its own. */
final class Offender {
  private final TrimWorker worker = new TrimWorker();

  boolean isRunning() {
    return worker.isRunning();
  }
}
