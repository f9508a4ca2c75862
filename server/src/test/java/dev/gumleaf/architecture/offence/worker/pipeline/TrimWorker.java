package dev.gumleaf.architecture.offence.worker.pipeline;

/** A loop that only the wiring may start. */
public final class TrimWorker {
  public boolean isRunning() {
    return false;
  }
}
