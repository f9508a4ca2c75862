package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.IngestLimits;
import dev.gumleaf.ingest.Outcomes;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.MemoryJournal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pipeline over a real store, fed with bodies as clients send them. */
final class PipelineHarness {
  static final WorkspaceId WORKSPACE = new WorkspaceId(1);
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final Database database;
  private final MemoryJournal journal = new MemoryJournal();
  private final List<String> derived = new ArrayList<>();
  private Knowledge knowledge = Knowledge.none();
  private InstantSource clock = InstantSource.fixed(NOW);
  private int requests;

  PipelineHarness(Database database) {
    this(database, true);
  }

  private PipelineHarness(Database database, boolean isEmpty) {
    this.database = database;
    if (isEmpty) {
      seedWorkspace(database);
    }
  }

  static PipelineHarness onSeeded(Database database) {
    return new PipelineHarness(database, false);
  }

  /** Everything else belongs to a workspace, so there has to be one. */
  static void seedWorkspace(Database database) {
    database.write(tx ->
        tx.update(
                """
                INSERT INTO workspaces (workspace_id, name, created_at)
                VALUES (1, 'default', 0)
                """)
            .execute());
  }

  Database database() {
    return database;
  }

  /** The words of the outcomes in the order in which they were decided. */
  List<String> derived() {
    return derived;
  }

  PipelineHarness receive(String body) {
    return receive(body, "test/1", null);
  }

  PipelineHarness receive(String body, @Nullable String userAgent, @Nullable String origin) {
    return receive(JournalEntry.Kind.ACCOUNTS_BATCH, body, userAgent, origin);
  }

  /** A body about a person, from a server. */
  PipelineHarness receiveVisit(String body) {
    return receive(JournalEntry.Kind.VISITOR_BATCH, body, "test/1", null);
  }

  /** A body about a person, from a browser. */
  PipelineHarness receiveFromBrowser(String body) {
    return receiveFromBrowser(body, "Mozilla/5.0");
  }

  PipelineHarness receiveFromBrowser(String body, String userAgent) {
    return receive(JournalEntry.Kind.VISITOR_BATCH, body, userAgent, "https://www.northwind.test");
  }

  private PipelineHarness receive(
      JournalEntry.Kind kind, String body, @Nullable String userAgent, @Nullable String origin) {
    requests++;
    journal.append(
        new JournalEntry(
            kind,
            WORKSPACE,
            NOW,
            "req_" + requests,
            null,
            userAgent,
            origin,
            body.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Lets the pipeline know something about the world. */
  PipelineHarness knowing(Knowledge known) {
    knowledge = known;
    return this;
  }

  /** Lets the pipeline go by a clock; without one it is always {@link #NOW}. */
  PipelineHarness by(InstantSource given) {
    clock = given;
    return this;
  }

  PipelineHarness drain() {
    return drain(PipelineLimits.DEFAULT);
  }

  /** The journal does not have its oldest requests any more, applied or not. */
  PipelineHarness lose(int oldest) {
    journal.trim(oldest, NOW);
    return this;
  }

  PipelineHarness drain(PipelineLimits limits) {
    Pipeline pipeline = pipeline(journal, database, knowledge, limits, listener(), clock);
    while (pipeline.applyNextOrSetAside()) {
      // Each round applies one slice.
    }
    return this;
  }

  static Pipeline pipeline(
      Journal journal, Database database, PipelineLimits limits, PipelineListener listener) {
    return pipeline(
        journal, database, Knowledge.none(), limits, listener, InstantSource.fixed(NOW));
  }

  private static Pipeline pipeline(
      Journal journal,
      Database database,
      Knowledge knowledge,
      PipelineLimits limits,
      PipelineListener listener,
      InstantSource clock) {
    return new Pipeline(
        journal,
        database,
        new BatchReader(IngestLimits.DEFAULT, new DomainReader(), NoUserAgent.MARK),
        knowledge,
        new Outcomes(),
        limits,
        listener,
        clock,
        () -> 0);
  }

  private PipelineListener listener() {
    return new PipelineListener() {
      @Override
      public void stepped(String step, long nanos) {}

      @Override
      public void derived(CallKind kind, ItemOutcome outcome) {
        derived.add(outcome.word());
      }

      @Override
      public void applied(int applied, long sequence) {}
    };
  }
}
