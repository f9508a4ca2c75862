package dev.gumleaf.app;

import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.config.ProgramSettings;
import dev.gumleaf.config.Settings;
import java.util.function.Consumer;

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
   *
   * @param onFirstKeys given the keys that a first start created, as soon as they exist: they are
   *     in no other place, and what follows may fail
   */
  RunningServer start(Settings settings, Consumer<FirstKeys> onFirstKeys);

  /** Opens the keys of the workspace, also while a server runs on the same state. */
  KeyRing openKeys(Settings settings);

  /** Reads how far the journal and the pipeline are, also while a server runs. */
  JournalPositions readPositions(Settings settings);
}
