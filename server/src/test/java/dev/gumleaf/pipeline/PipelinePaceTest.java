package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PipelinePaceTest {
  private static final long GATHER = PipelinePace.GATHER.toNanos();

  @Test
  void restAfter_nothingElseGoesOn_gathersUntilTheNextSlice() {
    assertThat(PipelinePace.restAfter(GATHER / 4, false, false)).isEqualTo(GATHER - GATHER / 4);
  }

  @Test
  void restAfter_sliceLongerThanGathering_goesOnAtOnce() {
    assertThat(PipelinePace.restAfter(2 * GATHER, false, false)).isZero();
  }

  @Test
  void restAfter_aReplyWaits_goesOnAtOnce() {
    assertThat(PipelinePace.restAfter(GATHER / 4, false, true)).isZero();
  }

  @Test
  void restAfter_ingestGoesShort_restsAsLongAsItWorked() {
    long worked = Duration.ofMillis(300).toNanos();

    assertThat(PipelinePace.restAfter(worked, true, true)).isEqualTo(worked);
  }

  @Test
  void restAfter_ingestGoesShortAfterAShortSlice_stillGathers() {
    assertThat(PipelinePace.restAfter(1, true, false)).isEqualTo(GATHER);
  }
}
