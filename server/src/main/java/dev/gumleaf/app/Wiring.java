package dev.gumleaf.app;

import com.sun.management.OperatingSystemMXBean;
import dev.gumleaf.api.ApiEndpoints;
import dev.gumleaf.api.NewKeys;
import dev.gumleaf.api.Operations;
import dev.gumleaf.api.ProfileMergeActions;
import dev.gumleaf.api.StoreAccountCheck;
import dev.gumleaf.api.StreamWorker;
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
import dev.gumleaf.pipeline.FitUpkeep;
import dev.gumleaf.pipeline.FitWorker;
import dev.gumleaf.pipeline.Knowledge;
import dev.gumleaf.pipeline.MaintenanceWorker;
import dev.gumleaf.pipeline.MembershipWorker;
import dev.gumleaf.pipeline.Pipeline;
import dev.gumleaf.pipeline.PipelineWorker;
import dev.gumleaf.pipeline.ProfileMerges;
import dev.gumleaf.pipeline.RetentionWorker;
import dev.gumleaf.pipeline.ScoreWorker;
import dev.gumleaf.preview.PreviewLimits;
import dev.gumleaf.preview.PreviewRuns;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.Database;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Builds every object by constructor, starts them, and stops them in reverse order. */
class Wiring implements Backend {
  /** How soon a key created or disabled by another process counts. */
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

    StatePlace place = StatePlace.of(settings);
    if (place instanceof StatePlace.Embedded(DataDirectory directory)) {
      directory.createFiles();
    }
    Database database = place.openDatabase();
    running.closing(database::close);
    new FirstStart(newKeys)
        .prepare(database, settings.keys(), clock.instant())
        .ifPresent(onFirstKeys);
    Journal journal =
        openJournal(
            settings, observations, e -> running.fail("the journal could not be written", e));
    running.closing(journal::close);
    JournalPositions.of(journal, database).requireOneTime();

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
            clock,
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
            journal,
            database,
            clock,
            settings.journal().keep(),
            settings.store().fatesKeep(),
            components.changeLimits());

    ScoreWorker scores = new ScoreWorker(database, clock);

    MembershipWorker memberships = new MembershipWorker(database, clock);
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
    if (place instanceof StatePlace.Embedded(DataDirectory directory)) {
      DataWatch.start(directory, keysTimer, running);
    }
    observations.gauges(journal, database, keys);
    addresses.start(metrics, running);
    StreamWorker streams = new StreamWorker(database, components.streamLimits(), nanoTime);
    var previewThreads =
        Executors.newCachedThreadPool(Thread.ofPlatform().name("preview-", 0).daemon().factory());
    running.closing(previewThreads::shutdownNow);
    PreviewRuns previews =
        new PreviewRuns(PreviewLimits.DEFAULT, previewThreads, newKeys::newSecret, clock, nanoTime);
    running.closing(previews::close);
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
                    streams,
                    previews,
                    clock,
                    background)),
            keys,
            new RateLimits(components.perKey(), components.perAddress(), nanoTime),
            clock,
            nanoTime,
            new RequestIds(clock, ThreadLocalRandom::current),
            observations.http());
    metrics.gauge("gumleaf_http_connections", "Open connections.", http::openConnections);
    metrics.gauge("gumleaf_streams", "Open live streams.", streams::openStreams);

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
    scores.start();
    running.closing(scores::close);
    retention.start();
    running.closing(retention::close);
    FitWorker fits = new FitWorker(new FitUpkeep(database, clock), clock);
    fits.start();
    running.closing(fits::close);
    memberships.start();
    running.closing(memberships::close);
    pipelineWorker.start();
    running.closing(pipelineWorker::close);
    streams.start();
    running.closing(streams::close);
    http.start();
    running.closing(() -> http.stop(settings.program().stopTimeout().dividedBy(2)));
    running.listensOn(settings.http().host(), http.port());
    return running;
  }

  private Knowledge knowledge(DomainReader domains, AddressLookup addresses) {
    return new Knowledge(domains, new UserAgents()::isBot, addresses, newKeys::newSecret);
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
    return new StoreKeyRing(StatePlace.of(settings).openDatabase(), newKeys, clock);
  }

  @Override
  public JournalPositions readPositions(Settings settings) {
    return StatePlace.of(settings).readPositions();
  }
}
