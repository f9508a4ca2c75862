package dev.gumleaf.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.api.ApiEndpoints;
import dev.gumleaf.api.NewKeys;
import dev.gumleaf.api.Operations;
import dev.gumleaf.api.ProfileMergeActions;
import dev.gumleaf.api.StoreAccountCheck;
import dev.gumleaf.api.StreamLimits;
import dev.gumleaf.api.StreamWorker;
import dev.gumleaf.api.WorkspaceKeys;
import dev.gumleaf.http.EndpointEntry;
import dev.gumleaf.http.HttpConfig;
import dev.gumleaf.http.HttpListener;
import dev.gumleaf.http.HttpServer;
import dev.gumleaf.http.RateLimits;
import dev.gumleaf.http.RequestIds;
import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.Ingest;
import dev.gumleaf.ingest.IngestLimits;
import dev.gumleaf.ingest.IngestListener;
import dev.gumleaf.ingest.Outcomes;
import dev.gumleaf.ingest.PendingEntries;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.ProfileReply;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Workspace;
import dev.gumleaf.pipeline.ErasureLedger;
import dev.gumleaf.pipeline.ErasureWorker;
import dev.gumleaf.pipeline.FitUpkeep;
import dev.gumleaf.pipeline.Knowledge;
import dev.gumleaf.pipeline.MembershipWorker;
import dev.gumleaf.pipeline.Pipeline;
import dev.gumleaf.pipeline.PipelineLimits;
import dev.gumleaf.pipeline.PipelineListener;
import dev.gumleaf.pipeline.PipelineWorker;
import dev.gumleaf.pipeline.ProfileMerges;
import dev.gumleaf.pipeline.ScoreWorker;
import dev.gumleaf.preview.PreviewLimits;
import dev.gumleaf.preview.PreviewRuns;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.KeyStore;
import dev.gumleaf.store.WorkspaceStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** A whole server in this process, on a free port, over a real store, with two workspaces. */
public final class TestServer implements AutoCloseable {
  public static final String PUBLIC_KEY = "pk_first";
  public static final String SECRET_KEY = "sk_first_0123456789";
  public static final String OTHER_PUBLIC_KEY = "pk_other";
  public static final String OTHER_SECRET_KEY = "sk_other_0123456789";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration RESULTS_WAIT = Duration.ofSeconds(20);

  private final Database database;
  private final MemoryJournal journal = new MemoryJournal();
  private final PipelineWorker pipeline;
  private final ScoreWorker scores;
  private final BatchReader reader;
  private final DomainReader domains = new DomainReader();
  private final List<Runnable> closing = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<EndpointEntry> endpoints;
  private final HttpServer http;
  private final StreamWorker streams;
  private final AtomicLong streamTime = new AtomicLong();
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(
      Database database,
      HttpConfig config,
      RateLimits rateLimits,
      Knowledge knowledge,
      ProfileReply profileReply,
      PreviewLimits previewLimits) {
    this.database = database;
    InstantSource clock = InstantSource.system();
    reader = new BatchReader(IngestLimits.DEFAULT, domains, NoUserAgent.MARK);
    Outcomes outcomes = new Outcomes();
    pipeline =
        new PipelineWorker(
            new Pipeline(
                journal,
                database,
                reader,
                knowledge,
                outcomes,
                PipelineLimits.DEFAULT,
                new SilentPipeline(),
                clock,
                System::nanoTime),
            journal,
            outcomes,
            System::nanoTime,
            () -> 0,
            e -> {});
    scores = new ScoreWorker(database, clock);
    ProfileMerges profileMerges = new ProfileMerges(database, domains);
    WorkspaceKeys keys = new WorkspaceKeys(database);
    Ingest ingest =
        new Ingest(
            reader,
            journal,
            new StoreAccountCheck(database, new AccountStore()),
            Thread::startVirtualThread,
            outcomes,
            timer,
            RESULTS_WAIT,
            new SilentIngest());
    streams = new StreamWorker(database, StreamLimits.DEFAULT, streamTime::get);
    NewKeys newKeys = new NewKeys(new Random(1));
    PreviewRuns previews =
        new PreviewRuns(
            previewLimits, Thread::startVirtualThread, newKeys::newSecret, clock, System::nanoTime);
    closing.add(previews::close);
    endpoints =
        ApiEndpoints.table(
            new ApiEndpoints.Parts(
                database,
                ingest,
                new PendingEntries(journal, reader),
                domains,
                keys,
                newKeys,
                new Operations(List::of, () -> ""),
                new ProfileMergeActions(profileMerges::undo, profileMerges::restore),
                profileReply,
                streams,
                previews,
                clock,
                Thread::startVirtualThread));
    http =
        new HttpServer(
            config,
            endpoints,
            keys,
            rateLimits,
            clock,
            System::nanoTime,
            new RequestIds(clock, Random::new),
            new SilentHttp());
    streams.start();
    http.start();
  }

  public static TestServer start(Path directory) {
    return start(Engine.SQLITE, directory);
  }

  public static TestServer start(Engine engine, Path directory) {
    return start(engine, directory, HttpConfig.local(), noRateLimits());
  }

  public static TestServer start(
      Engine engine, Path directory, HttpConfig config, RateLimits rateLimits) {
    return start(engine.open(directory), config, rateLimits, Knowledge.none(), ProfileReply.FULL);
  }

  /** A server that knows something about addresses and programs. */
  public static TestServer start(Engine engine, Path directory, Knowledge knowledge) {
    return start(
        engine.open(directory), HttpConfig.local(), noRateLimits(), knowledge, ProfileReply.FULL);
  }

  /** A server that tells so much about profiles. */
  public static TestServer start(Path directory, ProfileReply profileReply) {
    return start(
        Engine.SQLITE.open(directory),
        HttpConfig.local(),
        noRateLimits(),
        Knowledge.none(),
        profileReply);
  }

  /** A server on a database that is empty so far. */
  public static TestServer start(Database database) {
    return start(database, HttpConfig.local(), noRateLimits(), Knowledge.none(), ProfileReply.FULL);
  }

  private static TestServer start(
      Database database,
      HttpConfig config,
      RateLimits rateLimits,
      Knowledge knowledge,
      ProfileReply profileReply) {
    seed(database, "default", PUBLIC_KEY, SECRET_KEY);
    seed(database, "other", OTHER_PUBLIC_KEY, OTHER_SECRET_KEY);
    return started(
        new TestServer(
            database, config, rateLimits, knowledge, profileReply, PreviewLimits.DEFAULT));
  }

  private static TestServer started(TestServer server) {
    server.pipeline.start();
    server.scores.start();
    return server;
  }

  /** A server that looks at the past within such limits. */
  public static TestServer start(Engine engine, Path directory, PreviewLimits previewLimits) {
    Database database = engine.open(directory);
    seed(database, "default", PUBLIC_KEY, SECRET_KEY);
    return started(
        new TestServer(
            database,
            HttpConfig.local(),
            noRateLimits(),
            Knowledge.none(),
            ProfileReply.FULL,
            previewLimits));
  }

  /** A second node on the database of another one; it answers requests and applies nothing. */
  public static TestServer secondNode(Database database) {
    return new TestServer(
        database,
        HttpConfig.local(),
        noRateLimits(),
        Knowledge.none(),
        ProfileReply.FULL,
        PreviewLimits.DEFAULT);
  }

  private static RateLimits noRateLimits() {
    return new RateLimits(RateLimits.Quota.NONE, RateLimits.Quota.NONE, System::nanoTime);
  }

  private static void seed(Database database, String name, String publicKey, String secretKey) {
    Instant now = Instant.EPOCH;
    database.write(tx -> {
      Workspace workspace = new WorkspaceStore().insert(tx, name, now);
      KeyStore.PUBLIC.insert(tx, workspace.id(), publicKey, publicKey, "", now);
      return KeyStore.SECRET.insert(
          tx, workspace.id(), WorkspaceKeys.hash(secretKey), NewKeys.shown(secretKey), "", now);
    });
  }

  public int port() {
    return http.port();
  }

  /** Lets time pass for the live streams, whose time stands still otherwise. */
  public void passForStreams(Duration time) {
    streamTime.addAndGet(time.toNanos());
  }

  public int openStreams() {
    return streams.openStreams();
  }

  public List<EndpointEntry> endpoints() {
    return endpoints;
  }

  public Database database() {
    return database;
  }

  public MemoryJournal journal() {
    return journal;
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a batch to the first workspace and waits for what became of it. */
  public HttpResponse<String> batch(String body) {
    return batch(PUBLIC_KEY, body);
  }

  public HttpResponse<String> batch(String key, String body) {
    return send(
        request("/web/projects/" + key + "/accounts/batch?results=1")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends what a page collected about its visitor, and waits for what became of it. */
  public HttpResponse<String> visit(String body) {
    return fromPage("batch", body);
  }

  /** Sends what a page measured, and waits for what became of it. */
  public HttpResponse<String> measure(String body) {
    return fromPage("metrics", body);
  }

  /** Asks the first workspace as a page does. */
  public HttpResponse<String> ask(String what, String body) {
    return send(
        request("/web/projects/" + PUBLIC_KEY + what)
            .header("Origin", "https://www.northwind.test")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> fromPage(String what, String body) {
    return ask("/" + what + "?results=1", body);
  }

  /** Reads with the first workspace's secret key. */
  public HttpResponse<String> get(String path) {
    return get(path, SECRET_KEY);
  }

  public HttpResponse<String> get(String path, String secretKey) {
    return send(request(path).header("Authorization", "Bearer " + secretKey));
  }

  public HttpResponse<String> admin(String method, String path, String body) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + SECRET_KEY)
            .method(method, BodyPublishers.ofString(body)));
  }

  /** Carries out requests to forget somebody from now on. */
  public void eraseInBackground(Path ledger) {
    ErasureWorker worker =
        new ErasureWorker(
            journal, database, reader, domains, new ErasureLedger(ledger), InstantSource.system());
    worker.start();
    closing.add(worker::close);
  }

  /** Brings the fits of accounts up to date, as the worker does in the background. */
  public void settleFits() {
    FitUpkeep upkeep = new FitUpkeep(database, InstantSource.system());
    boolean more = true;
    while (more) {
      more = upkeep.work() || upkeep.renew();
    }
  }

  /** Does all that there is to do about who is in which audience. */
  public void keepMemberships() {
    new MembershipWorker(database, InstantSource.system()).apply(() -> true);
  }

  public static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  @Override
  public void close() {
    http.stop(Duration.ofSeconds(5));
    streams.close();
    closing.forEach(Runnable::run);
    pipeline.close();
    scores.close();
    timer.shutdownNow();
    client.close();
    database.close();
  }

  private static final class SilentHttp implements HttpListener {
    @Override
    public void replied(String endpoint, int status, long nanos) {}

    @Override
    public void connectionRefused(String limit) {}
  }

  private static final class SilentPipeline implements PipelineListener {
    @Override
    public void stepped(String step, long nanos) {}

    @Override
    public void derived(CallKind kind, ItemOutcome outcome) {}

    @Override
    public void applied(int requests, long sequence) {}
  }

  private static final class SilentIngest implements IngestListener {
    @Override
    public void received(int bytes) {}

    @Override
    public void journaled() {}

    @Override
    public void accepted(CallKind kind, int entries) {}

    @Override
    public void rejected(CallKind kind, RejectReason reason, int entries) {}

    @Override
    public void refused(ErrorCode code) {}
  }
}
