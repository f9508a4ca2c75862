package dev.gumleaf.app;

import dev.gumleaf.config.ProgramSettings;
import dev.gumleaf.config.Settings;

/** What the commands need from the rest of the program; {@link Wiring} is the real one. */
interface Backend {
  /** Sets the log of a server up, before anything else happens. */
  void startLog(ProgramSettings settings);

  /** Lets only warnings through, to the error output: what a command prints is its own. */
  void quietLog();

  /**
   * Builds and starts everything; on failure whatever was started is stopped again. The data
   * directory exists, is locked by this process if it holds the state, and the database was seen to
   * answer.
   */
  RunningServer start(Settings settings);

  /** Opens the keys of the workspace, also while a server runs on the same state. */
  KeyRing openKeys(Settings settings);

  /** Reads how far the journal and the pipeline are, also while a server runs. */
  JournalPositions readPositions(Settings settings);
}
