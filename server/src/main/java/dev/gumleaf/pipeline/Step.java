package dev.gumleaf.pipeline;

/** One step of the pipeline; works on a whole slice at a time and is timed under its name. */
interface Step {
  /** The name in metrics. */
  String name();

  void apply(SliceWork work);
}
