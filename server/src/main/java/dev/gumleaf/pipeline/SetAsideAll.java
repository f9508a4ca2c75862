package dev.gumleaf.pipeline;

import dev.gumleaf.model.Call;

/** Takes the place of the other steps for a request that one of them cannot cope with. */
final class SetAsideAll implements Step {
  private final RuntimeException bug;

  SetAsideAll(RuntimeException bug) {
    this.bug = bug;
  }

  @Override
  public String name() {
    return "set_aside";
  }

  @Override
  public void apply(SliceWork work) {
    for (SliceRequest request : work.requests()) {
      request.batch().rejected().forEach(rejected -> work.refuse(request, rejected));
      for (Call call : request.batch().calls()) {
        work.setAside(request, call, null, "pipeline_failed", bug.getClass().getSimpleName());
      }
    }
  }
}
