package dev.gumleaf.preview;

/** A look at the past that takes its time. */
public interface Preview {
  /** The word for what is tried. */
  String kind();

  /**
   * Looks, in stretches between which it asks whether to go on.
   *
   * @throws dev.gumleaf.model.ApiException if a limit is reached
   */
  PreviewResult run(RunWatch watch);
}
