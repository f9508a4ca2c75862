package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Workspace;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspaceStoreTest {
  private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

  @TempDir Path directory;
  private final WorkspaceStore workspaces = new WorkspaceStore();

  @ParameterizedTest
  @EnumSource
  void insert_workspaces_areFoundByNameAndHaveIdsOfTheirOwn(Engine engine) {
    try (Database database = engine.open(directory)) {
      Workspace first = database.write(tx -> workspaces.insert(tx, "default", AT));
      Workspace second = database.write(tx -> workspaces.insert(tx, "Default", AT));
      assertThat(first.id()).isNotEqualTo(second.id());
      assertThat(find(database, "default")).contains(first);
      assertThat(find(database, "Default")).contains(second);
      assertThat(find(database, "other")).isEmpty();
    }
  }

  private Optional<Workspace> find(Database database, String name) {
    return database.read(tx -> workspaces.findByName(tx, name));
  }

  /** Several programs that start at the same time on one database. */
  @ParameterizedTest
  @EnumSource
  void lock_severalPrograms_makeOneWorkspace(Engine engine) throws Exception {
    List<Database> programs = open(engine, 4);
    try (ExecutorService threads = Executors.newFixedThreadPool(programs.size())) {
      List<Callable<Workspace>> starts =
          programs.stream().map(program -> (Callable<Workspace>) () -> start(program)).toList();
      Set<Workspace> made = new HashSet<>();
      for (Future<Workspace> start : threads.invokeAll(starts)) {
        made.add(start.get());
      }
      assertThat(made).hasSize(1);
    } finally {
      programs.forEach(Database::close);
    }
  }

  private Workspace start(Database program) {
    return program.write(tx -> {
      workspaces.lock(tx);
      return workspaces
          .findByName(tx, "default")
          .orElseGet(() -> workspaces.insert(tx, "default", AT));
    });
  }

  private List<Database> open(Engine engine, int programs) {
    List<Database> open = new ArrayList<>();
    PostgresAddress address =
        switch (engine) {
          case SQLITE -> new PostgresAddress("", "", "");
          case POSTGRES -> TestPostgres.newDatabase();
        };
    for (int i = 0; i < programs; i++) {
      open.add(
          switch (engine) {
            case SQLITE -> Database.sqlite(directory.resolve("state.db"));
            case POSTGRES -> Database.postgres(address);
          });
    }
    return open;
  }
}
