package dev.gumleaf.pipeline;

/** Writes down what became of the entries that were not stored. */
final class WriteFates implements Step {
  @Override
  public String name() {
    return "write_fates";
  }

  @Override
  public void apply(SliceWork work) {
    work.derivation().insertFates(work.fates());
  }
}
