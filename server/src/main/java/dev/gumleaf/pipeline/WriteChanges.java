package dev.gumleaf.pipeline;

/**
 * Adds what the steps noted to the feed of changes. The last step, because until the slice is
 * committed all other writers of changes wait.
 */
final class WriteChanges implements Step {
  @Override
  public String name() {
    return "write_changes";
  }

  @Override
  public void apply(SliceWork work) {
    work.derivation().appendChanges(work.changes());
  }
}
