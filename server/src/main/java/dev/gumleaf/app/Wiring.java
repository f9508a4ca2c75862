package dev.gumleaf.app;

import com.sun.management.OperatingSystemMXBean;
import dev.gumleaf.api.ApiEndpoints;
import dev.gumleaf.api.NewKeys;
import dev.gumleaf.api.Operations;
import dev.gumleaf.api.ProfileMergeActions;
import dev.gumleaf.api.StoreAccountCheck;
import dev.gumleaf.api.WorkspaceKeys;
import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.config.LogFormat;
import dev.gumleaf.config.ProgramSettings;
import dev.gumleaf.config.Settings;
import dev.gumleaf.http.HttpServer;
import dev.gumleaf.http.RateLimits;
import dev.gumleaf.http.RequestIds;
import dev.gumleaf.identity.UserAgents;
import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.Ingest;
import dev.gumleaf.ingest.Outcomes;
import dev.gumleaf.ingest.PendingEntries;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.SqlJournal;
import dev.gumleaf.observe.LogSetup;
import dev.gumleaf.observe.Metrics;
import dev.gumleaf.pipeline.AddressFinder;
import dev.gumleaf.pipeline.AddressLookup;
import dev.gumleaf.pipeline.ErasureLedger;
import dev.gumleaf.pipeline.ErasureWorker;
import dev.gumleaf.pipeline.Knowledge;
import dev.gumleaf.pipeline.MaintenanceWorker;
import dev.gumleaf.pipeline.Pipeline;
import dev.gumleaf.pipeline.PipelineWorker;
import dev.gumleaf.pipeline.ProfileMerges;
import dev.gumleaf.pipeline.RetentionWorker;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Builds every object by constructor, starts them, and stops them in reverse order. */
class Wiring implements Backend {
  /** How soon a key created or disabled by another process counts, or a removed file. */
  private static final long KEYS_REFRESH_SECONDS = 1;

  /** Beside the databases in the data directory, but of no backup of them. */
  private static final String ERASURES = "erasures.tsv";

  private final InstantSource clock = InstantSource.system();
  private final LongSupplier nanoTime = System::nanoTime;
  private final NewKeys newKeys = new NewKeys(new SecureRandom());

  @Override
  public void startLog(ProgramSettings settings) {
    LogSetup.forServer(
        settings.logFormat() == LogFormat.TEXT ? LogSetup.Form.TEXT : LogSetup.Form.JSON);
  }

  @Override
  public void quietLog() {
    LogSetup.forCommand();
  }

  @Override
  public RunningServer start(Settings settings, Consumer<FirstKeys> onFirstKeys) {
    Running running = new Running(settings.program().stopTimeout());
    try {
      return start(settings, running, onFirstKeys);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private RunningServer start(Settings settings, Running running, Consumer<FirstKeys> onFirstKeys) {
    Components components = new Components(settings);
    Metrics metrics = new Metrics();
    Observations observations = new Observations(metrics);
    DomainReader domains = new DomainReader(components.mailDomains());
    AddressWatch addresses = AddressWatch.open(components.addressFiles(), domains, clock);

    if (StatePlace.of(settings) instanceof StatePlace.Embedded(DataDirectory directory)) {
      directory.createFiles();
    }
    Database database = openDatabase(settings);
    running.closing(database::close);
    new FirstStart(newKeys)
        .prepare(database, settings.keys(), clock.instant())
        .ifPresent(onFirstKeys);
    Journal journal =
        openJournal(
            settings, observations, e -> running.fail("the journal could not be written", e));
    running.closing(journal::close);
    requireOneTime(journal, database);

    BatchReader reader =
        new BatchReader(components.ingestLimits(), domains, settings.ingest().noUserAgent());
    Outcomes outcomes = new Outcomes();
    Pipeline pipeline =
        new Pipeline(
            journal,
            database,
            reader,
            knowledge(
                domains,
                new AddressFinder(addresses.book()::find, settings.addresses().confidenceMin())),
            outcomes,
            components.pipelineLimits(),
            observations.pipeline(),
            nanoTime);
    PipelineWorker pipelineWorker =
        new PipelineWorker(
            pipeline,
            journal,
            outcomes,
            nanoTime,
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad,
            e -> running.fail("the state could not be derived", e));
    MaintenanceWorker maintenance =
        new MaintenanceWorker(
            journal, database, clock, settings.journal().keep(), settings.store().fatesKeep());

    RetentionWorker retention =
        new RetentionWorker(
            database, clock, components.retentionLimits(), observations.retention());

    var timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("timer").daemon().factory());
    running.closing(timer::shutdownNow);
    var background = Executors.newVirtualThreadPerTaskExecutor();
    running.closing(background::shutdown);
    WorkspaceKeys keys = new WorkspaceKeys(database);
    // A thread of its own: a refresh may wait for the database, and must not pile up meanwhile.
    var keysTimer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("keys").factory());
    running.closing(keysTimer::shutdown);
    Future<?> _ =
        keysTimer.scheduleWithFixedDelay(
            keys::refresh, KEYS_REFRESH_SECONDS, KEYS_REFRESH_SECONDS, TimeUnit.SECONDS);
    Ingest ingest =
        new Ingest(
            reader,
            journal,
            new StoreAccountCheck(database, new AccountStore()),
            background,
            outcomes,
            timer,
            settings.ingest().resultsWait(),
            observations.ingest());
    ProfileMerges profileMerges = new ProfileMerges(database, domains);
    watchFiles(settings, keysTimer, running);
    gauges(metrics, journal, database, keys);
    addresses.start(metrics, running);
    HttpServer http =
        new HttpServer(
            components.http(),
            ApiEndpoints.table(
                new ApiEndpoints.Parts(
                    database,
                    ingest,
                    new PendingEntries(journal, reader),
                    domains,
                    keys,
                    newKeys,
                    new Operations(new Readiness(journal, database)::checks, metrics::exposition),
                    new ProfileMergeActions(profileMerges::undo, profileMerges::restore),
                    settings.profiles().reply(),
                    clock,
                    background)),
            keys,
            new RateLimits(components.perKey(), components.perAddress(), nanoTime),
            clock,
            nanoTime,
            new RequestIds(clock, ThreadLocalRandom::current),
            observations.http());
    metrics.gauge("gumleaf_http_connections", "Open connections.", http::openConnections);

    ErasureWorker erasure =
        new ErasureWorker(
            journal,
            database,
            reader,
            domains,
            new ErasureLedger(settings.store().data().resolve(ERASURES)),
            clock);
    erasure.start();
    running.closing(erasure::close);
    maintenance.start();
    running.closing(maintenance::close);
    retention.start();
    running.closing(retention::close);
    pipelineWorker.start();
    running.closing(pipelineWorker::close);
    http.start();
    running.closing(() -> http.stop(settings.program().stopTimeout().dividedBy(2)));
    running.listensOn(settings.http().host(), http.port());
    return running;
  }

  private Knowledge knowledge(DomainReader domains, AddressLookup addresses) {
    return new Knowledge(domains, new UserAgents()::isBot, addresses, newKeys::newSecret);
  }

  private static void gauges(
      Metrics metrics, Journal journal, Database database, WorkspaceKeys keys) {
    metrics.gauge(
        "gumleaf_journal_queue_bytes",
        "Bytes of requests that wait for their sync.",
        journal::queuedBytes);
    metrics.gauge(
        "gumleaf_pipeline_lag_requests",
        "Durable requests that are not in the state yet.",
        () -> journal.lastSequence() - database.read(tx -> new Derivation(tx).position()));
    metrics.gauge(
        "gumleaf_keys_fresh",
        "1 while the keys in memory are those of the database, 0 after it could not be read.",
        () -> keys.isFresh() ? 1 : 0);
  }

  private static void watchFiles(
      Settings settings, ScheduledExecutorService timer, Running running) {
    if (StatePlace.of(settings) instanceof StatePlace.Embedded(DataDirectory directory)) {
      DataWatch watch = new DataWatch(List.of(directory.journalFile(), directory.stateFile()));
      Future<?> _ =
          timer.scheduleWithFixedDelay(
              () -> {
                if (!watch.isIntact()) {
                  running.failWithoutFiles();
                }
              },
              KEYS_REFRESH_SECONDS,
              KEYS_REFRESH_SECONDS,
              TimeUnit.SECONDS);
    }
  }

  /** New requests would get sequences that were applied already, and be passed over. */
  private static void requireOneTime(Journal journal, Database database) {
    long applied = database.read(tx -> new Derivation(tx).position());
    long last = journal.lastSequence();
    if (last < applied) {
      throw new CommandFailure(
          "the state is applied up to request %d, but the journal ends at %d: they are not of one"
                  .formatted(applied, last)
              + " time\nput back the journal and the state of one backup");
    }
  }

  private static Database openDatabase(Settings settings) {
    return switch (StatePlace.of(settings)) {
      case StatePlace.Embedded embedded -> Database.sqlite(embedded.directory().stateFile());
      case StatePlace.Postgres postgres -> Database.postgres(postgres.address());
    };
  }

  /** A seam: the crash test's negative control opens a journal that breaks its promise. */
  Journal openJournal(Settings settings, Observations observations, Consumer<Throwable> onFatal) {
    Components components = new Components(settings);
    return switch (StatePlace.of(settings)) {
      case StatePlace.Embedded embedded ->
          SqlJournal.sqlite(
              embedded.directory().journalFile(),
              components.journalLimits(),
              clock,
              nanoTime,
              observations.journal(),
              onFatal);
      case StatePlace.Postgres postgres ->
          SqlJournal.postgres(
              postgres.address(),
              components.journalLimits(),
              clock,
              nanoTime,
              observations.journal(),
              onFatal);
    };
  }

  @Override
  public KeyRing openKeys(Settings settings) {
    return new StoreKeyRing(openDatabase(settings), newKeys, clock);
  }

  @Override
  public JournalPositions readPositions(Settings settings) {
    long last =
        switch (StatePlace.of(settings)) {
          case StatePlace.Embedded embedded ->
              SqlJournal.readLastSequence(embedded.directory().journalFile());
          case StatePlace.Postgres postgres -> SqlJournal.readLastSequence(postgres.address());
        };
    try (Database database = openDatabase(settings)) {
      return new JournalPositions(last, database.read(tx -> new Derivation(tx).position()));
    }
  }
}
