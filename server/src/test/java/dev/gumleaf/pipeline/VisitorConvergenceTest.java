package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Domain;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import dev.gumleaf.testing.VisitorHistory;
import dev.gumleaf.testing.VisitorHistory.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any order, any repeats, any batching, any restarts, either engine, and merges undone at any
 * moment: the same people, companies, claims, parts, sessions and counters.
 */
class VisitorConvergenceTest {
  /** Entries of one history; enough for every rule to meet every other on few people. */
  private static final int ENTRIES = 60;

  /** Disturbed deliveries of each history. */
  private static final int ROUNDS = 5;

  @TempDir Path directory;

  static Stream<Arguments> seeds() {
    return Stream.of(Engine.values())
        .flatMap(engine ->
            LongStream.rangeClosed(1, engine == Engine.SQLITE ? 6 : 3)
                .mapToObj(seed -> Arguments.of(engine, seed)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void apply_shuffledRepeatedSplitAndRestarted_givesTheSameState(Engine engine, long seed)
      throws Exception {
    Random random = new Random(seed);
    VisitorHistory history = VisitorHistory.generate(random, ENTRIES);
    boolean undoes = random.nextBoolean();
    String expected = state(Engine.SQLITE, history.inOrder(), List.of(1_000), undoes);
    for (int round = 0; round < ROUNDS; round++) {
      List<Sent> requests = history.disturbed(random);
      List<Integer> slices = random.ints(6, 1, 40).boxed().toList();
      assertThat(state(engine, requests, slices, undoes))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  /** Delivers the requests with a restart and another slice size every few of them. */
  private String state(Engine engine, List<Sent> requests, List<Integer> sliceSizes, boolean undoes)
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
        if (undoes) {
          undo(database, "anon-1", "bo@northwind.test");
          undo(database, "kiosk", "ana@northwind.test");
        }
      }
      return StateDump.of(database);
    }
  }

  /** Undoes a merge as soon as there is one. */
  private static void undo(Database database, String id, String email) {
    Optional<Long> merge =
        database.read(tx ->
            tx.query(
                    """
                    SELECT m.merge_id
                    FROM profile_merges m
                      JOIN profiles f ON f.profile_key = m.from_key
                      JOIN profiles i ON i.profile_key = m.into_key
                    WHERE f.subject = :id AND i.subject = :email AND m.undone_at IS NULL
                    """)
                .bind("id", id)
                .bind("email", email)
                .mapTo(Long.class)
                .findOne());
    merge.ifPresent(number ->
        new ProfileMerges(database, new DomainReader())
            .undo(PipelineHarness.WORKSPACE, number, PipelineHarness.NOW, "test"));
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
