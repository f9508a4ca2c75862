package dev.gumleaf.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.preview.PreviewRun.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Runs take turns, end when they should, and are forgotten. */
class PreviewRunsTest {
  private static final WorkspaceId ONE = new WorkspaceId(1);
  private static final WorkspaceId OTHER = new WorkspaceId(2);

  private static final PreviewLimits LIMITS =
      new PreviewLimits(
          1, 2, Duration.ofMinutes(15), 3, Duration.ofHours(1), Duration.ofHours(2), 5_000, 2);

  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final AtomicLong nanos = new AtomicLong();
  private Instant now = Instant.parse("2026-01-05T10:00:00Z");
  private int ids;
  private final PreviewRuns runs =
      new PreviewRuns(LIMITS, threads::add, () -> "" + ++ids, () -> now, nanos::get);

  private static final SignalPast NOTHING =
      new SignalPast(
          Instant.EPOCH, Instant.EPOCH, 0, List.of(), 0, 0, 0, 0, 0, List.of(), List.of(), null);

  private PreviewRun start(WorkspaceId workspace, Consumer<RunWatch> work) {
    return runs.start(
        workspace,
        new Preview() {
          @Override
          public String kind() {
            return "signal";
          }

          @Override
          public PreviewResult run(RunWatch watch) {
            work.accept(watch);
            return NOTHING;
          }
        });
  }

  private void runAll() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  @Test
  void start_moreThanAtOnce_waitForTheirTurnAndMoreAreRefused() {
    PreviewRun first = start(ONE, watch -> watch.expect(7));
    PreviewRun second = start(ONE, watch -> {});
    PreviewRun third = start(OTHER, watch -> {});
    assertThat(first.state().word()).isEqualTo("running");
    assertThat(second.state().word()).isEqualTo("waiting");
    assertThatThrownBy(() -> start(ONE, watch -> {}))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("2 previews are waiting already");
    assertThat(threads).hasSize(1);
    runAll();
    assertThat(List.of(first.state().word(), second.state().word(), third.state().word()))
        .containsOnly("done");
    assertThat(first.watch().total()).isEqualTo(7);
  }

  @Test
  void cancel_runUnderWayOrWaiting_endsItAndForgetsIt() {
    List<String> ended = new ArrayList<>();
    PreviewRun first =
        start(
            ONE,
            watch -> {
              assertThat(runs.cancel(OTHER, "prev_1")).isFalse();
              assertThat(runs.cancel(ONE, "prev_1")).isTrue();
              watch.advance(1);
              ended.add("not");
            });
    PreviewRun second = start(ONE, watch -> ended.add("neither"));
    assertThat(runs.cancel(ONE, second.id())).isTrue();
    runAll();
    assertThat(ended).isEmpty();
    assertThat(first.state()).isInstanceOf(State.Failed.class);
    assertThat(second.state()).isInstanceOf(State.Failed.class);
    assertThat(runs.find(ONE, first.id())).isEmpty();
    assertThat(runs.cancel(ONE, first.id())).isFalse();
  }

  @Test
  void run_thatLooksAtTooMuchOrTakesTooLong_isGivenUpWithAReason() {
    assertFailed(
        watch -> {
          for (int i = 0; i < 6_000; i++) {
            watch.looked();
          }
          watch.advance(1);
        },
        "more than 5,000 entries");
    assertFailed(watch -> watch.requireRoom(3), "more than 2 companies or people");
    assertFailed(
        watch -> {
          nanos.addAndGet(Duration.ofHours(3).toNanos());
          watch.advance(1);
        },
        "longer than 120 minutes");
  }

  private void assertFailed(Consumer<RunWatch> work, String detail) {
    PreviewRun run = start(ONE, work);
    runAll();
    assertThat(run.state())
        .isInstanceOfSatisfying(
            State.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
              assertThat(failed.detail()).contains(detail);
            });
  }

  @Test
  void find_endedRun_isKeptForAWhileAndUntilOthersCome() {
    PreviewRun first = start(ONE, watch -> {});
    runAll();
    now = now.plus(LIMITS.keptFor());
    assertThat(runs.find(ONE, first.id())).contains(first);
    assertThat(runs.find(OTHER, first.id())).isEmpty();
    now = now.plusMillis(1);
    assertThat(runs.find(ONE, first.id())).isEmpty();
    List<PreviewRun> more = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      more.add(start(ONE, watch -> {}));
      runAll();
    }
    assertThat(runs.find(ONE, more.getFirst().id())).isEmpty();
    assertThat(runs.find(ONE, more.get(1).id())).isPresent();
  }

  @Test
  void close_endsAllAndTakesNoMore() {
    PreviewRun first = start(ONE, watch -> watch.advance(1));
    runs.close();
    runAll();
    assertThat(first.state()).isInstanceOf(State.Failed.class);
    assertThatThrownBy(() -> start(ONE, watch -> {})).hasMessageContaining("stopping");
  }
}
