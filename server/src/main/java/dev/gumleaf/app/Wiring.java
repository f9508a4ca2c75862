package dev.gumleaf.app;

import dev.gumleaf.config.ProgramSettings;
import dev.gumleaf.config.Settings;

/** Builds every object by constructor, starts them, and stops them in reverse order. */
final class Wiring implements Backend {
  @Override
  public void startLog(ProgramSettings settings) {}

  @Override
  public void quietLog() {}

  @Override
  public RunningServer start(Settings settings) {
    throw new CommandFailure("this build has no server yet");
  }

  @Override
  public KeyRing openKeys(Settings settings) {
    throw new CommandFailure("this build has no keys yet");
  }

  @Override
  public JournalPositions readPositions(Settings settings) {
    throw new CommandFailure("this build has no journal yet");
  }
}
