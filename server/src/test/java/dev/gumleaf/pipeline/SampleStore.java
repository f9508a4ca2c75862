package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountIds;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountMerge;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.MergeStore;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** A store with one workspace and what its clients sent, for tests of how it is read. */
public final class SampleStore implements AutoCloseable {
  public static final WorkspaceId WORKSPACE = PipelineHarness.WORKSPACE;

  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private final Database database;
  private final PipelineHarness pipeline;
  private final AccountStore accounts = new AccountStore();
  private final MergeStore merges = new MergeStore();
  private int sent;

  private SampleStore(Database database) {
    this.database = database;
    this.pipeline = new PipelineHarness(database);
  }

  public static SampleStore open(Engine engine, Path directory) {
    return new SampleStore(engine.open(directory));
  }

  /** A time at which something was sent, so many minutes after the first. */
  public static Instant minute(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  public Database database() {
    return database;
  }

  public <T> T read(Function<Transaction, T> work) {
    return database.read(work);
  }

  public <T> T write(Function<Transaction, T> work) {
    return database.write(work);
  }

  /** Applies a request as a client sends it. */
  public void receive(String body) {
    pipeline.receive(body).drain();
  }

  /** Stores an event and gives its message id, which no other one has. */
  public String event(String domain, String name, Instant at) {
    String id = nextId();
    receive(eventBody(domain, name, at, id));
    return id;
  }

  /** Stores an event that does not show on lists. */
  public String hiddenEvent(String domain, String name, Instant at) {
    String id = nextId();
    pipeline.receive(eventBody(domain, name, at, id), null, null).drain();
    return id;
  }

  private String nextId() {
    sent++;
    return "m-" + sent;
  }

  private static String eventBody(String domain, String name, Instant at, String id) {
    return """
    {"domain":"%s","events":[{"type":"track","event":"%s","sent_at":"%s","message_id":"%s",
      "properties":{}}]}
    """
        .formatted(domain, name, at, id);
  }

  /** Stores what a server says about a company; {@code traits} is a JSON object. */
  public void identify(String domain, Instant at, String traits) {
    receive(identifyBody(domain, at, traits));
  }

  /** Stores what a page says about a company, which everybody can make it say. */
  public void identifyByBrowser(String domain, Instant at, String traits) {
    pipeline.receive(identifyBody(domain, at, traits), "browser", "https://page.test").drain();
  }

  private static String identifyBody(String domain, Instant at, String traits) {
    return """
    {"domain":"%s","identifies":[{"type":"identify","sent_at":"%s","traits":%s}]}
    """
        .formatted(domain, at, traits);
  }

  /** The account that a domain is shown under. */
  public AccountView account(String domain) {
    return read(tx -> accounts.findByDomain(tx, WORKSPACE, new Domain(domain)).orElseThrow());
  }

  /**
   * Puts what is shown for one domain under what is shown for another, and gives the merge's id.
   */
  public long merge(String from, String into) {
    AccountView source = account(from);
    AccountView head = account(into);
    return write(tx -> merges.merge(tx, WORKSPACE, source.key(), head.key(), note("a reason")));
  }

  public void undo(long merge) {
    write(tx -> {
      merges.undo(tx, WORKSPACE, merge, minute(1), "somebody");
      return merge;
    });
  }

  /** Makes a domain of which nothing was ever received a further one of a company. */
  public void addUnseenDomain(String domain, String into) {
    Domain unseen = new Domain(domain);
    write(tx -> {
      merges.insertAccount(tx, WORKSPACE, AccountIds.derive(WORKSPACE, unseen), unseen);
      return unseen;
    });
    merge(domain, into);
  }

  private static MergeStore.Note note(String reason) {
    return new MergeStore.Note(AccountMerge.Kind.MERGE, reason, minute(0), "somebody");
  }

  @Override
  public void close() {
    database.close();
  }
}
