package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Domain;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import dev.gumleaf.testing.VisitorHistory;
import dev.gumleaf.testing.VisitorHistory.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Any order, any repeats, any batching, any restarts, either engine, and merges undone at any
 * moment: the same people, companies, claims, parts, sessions, counters and scores.
 *
 * <p>Many histories share one state; their names tell them apart, and the first line that differs
 * says by its number which of them went wrong.
 */
class VisitorConvergenceTest {
  /** Entries of one history; enough for every rule to meet every other on few people. */
  private static final int ENTRIES = 50;

  /** Disturbed deliveries of each history. */
  private static final int ROUNDS = 3;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"SQLITE, 1, 500", "POSTGRES, 2, 200"})
  void apply_shuffledRepeatedSplitAndRestarted_givesTheSameState(
      Engine engine, long seed, int histories) throws Exception {
    Random random = new Random(seed);
    List<VisitorHistory> all = new ArrayList<>();
    List<Sent> inOrder = new ArrayList<>();
    for (int number = 0; number < histories; number++) {
      all.add(VisitorHistory.generate(random, number, ENTRIES));
      inOrder.addAll(all.getLast().inOrder());
    }
    List<String> expected = state(Engine.SQLITE, inOrder, List.of(1_000));
    for (int round = 0; round < ROUNDS; round++) {
      List<Sent> requests = new ArrayList<>();
      for (VisitorHistory history : all) {
        requests.addAll(history.disturbed(random));
      }
      Collections.shuffle(requests, random);
      List<Integer> slices = random.ints(6, 1, 400).boxed().toList();
      compare(
          expected, state(engine, requests, slices), "seed %d, round %d".formatted(seed, round));
    }
  }

  private static void compare(List<String> expected, List<String> actual, String which) {
    Set<String> missing = new HashSet<>(expected);
    actual.forEach(missing::remove);
    Set<String> added = new HashSet<>(actual);
    expected.forEach(added::remove);
    if (!missing.isEmpty() || !added.isEmpty()) {
      fail(
          "%s: %d lines are missing and %d are new, such as%n%s%n%s",
          which, missing.size(), added.size(), first(missing), first(added));
    }
    assertThat(actual).as(which).hasSameSizeAs(expected);
  }

  private static String first(Set<String> lines) {
    return lines.stream().sorted().limit(3).reduce("", (a, b) -> a + "\n" + b);
  }

  /** Delivers the requests with a restart and another slice size every few of them. */
  private List<String> state(Engine engine, List<Sent> requests, List<Integer> sliceSizes)
      throws Exception {
    try (Database database = engine.open(Files.createTempDirectory(directory, "state"))) {
      PipelineHarness harness = new PipelineHarness(database).knowing(knowledge());
      int part = requests.size() / sliceSizes.size() + 1;
      for (int i = 0; i < sliceSizes.size(); i++) {
        int from = Math.min(requests.size(), i * part);
        int to = Math.min(requests.size(), from + part);
        for (Sent sent : requests.subList(from, to)) {
          if (sent.browser()) {
            harness.receiveFromBrowser(sent.body());
          } else {
            harness.receiveVisit(sent.body());
          }
        }
        harness.drain(new PipelineLimits(sliceSizes.get(i), 64 * 1024));
        undo(database, "anon-1-%7", "bo@%");
        undo(database, "kiosk-%3", "ana@%");
        new ScoreWorker(database, () -> PipelineHarness.NOW).apply(() -> true);
      }
      return StateDump.of(database).lines().toList();
    }
  }

  /** Undoes the merges of some ids into some people as soon as there are any. */
  private static void undo(Database database, String id, String email) {
    List<Long> merges =
        database.read(tx ->
            tx.query(
                    """
                    SELECT m.merge_id
                    FROM profile_merges m
                      JOIN profiles f ON f.profile_key = m.from_key
                      JOIN profiles i ON i.profile_key = m.into_key
                    WHERE f.subject LIKE :id AND i.subject LIKE :email AND m.undone_at IS NULL
                    """)
                .bind("id", id)
                .bind("email", email)
                .mapTo(Long.class)
                .list());
    ProfileMerges undoing = new ProfileMerges(database, new DomainReader());
    for (long merge : merges) {
      undoing.undo(PipelineHarness.WORKSPACE, merge, PipelineHarness.NOW, "test");
    }
  }

  private static Knowledge knowledge() {
    return new Knowledge(
        new DomainReader(),
        agent -> agent.startsWith("Crawler"),
        address ->
            Optional.of(
                new Whereabouts(
                    address,
                    address.startsWith("203.") ? new Domain("fabrikam.test") : null,
                    "high",
                    "on the list",
                    null,
                    "DE",
                    null,
                    null)),
        () -> "07".repeat(32));
  }
}
