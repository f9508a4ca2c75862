package dev.gumleaf.pipeline;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;

/** Is told what the pipeline does, for metrics. Must be quick. */
public interface PipelineListener {
  /** A step worked on a slice. */
  void stepped(String step, long nanos);

  /** An entry met its fate; told after the commit. */
  void derived(CallKind kind, ItemOutcome outcome);

  /** A slice was committed. */
  void applied(int requests, long sequence);
}
