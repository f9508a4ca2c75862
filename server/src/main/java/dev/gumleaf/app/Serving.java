package dev.gumleaf.app;

import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.config.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a server until it is asked to stop: what {@code serve} and {@code demo} have in common. */
final class Serving {
  private final Backend backend;
  private final StopSignal stop;
  private final CommandSpec spec;

  Serving(Backend backend, StopSignal stop, CommandSpec spec) {
    this.backend = backend;
    this.stop = stop;
    this.spec = spec;
  }

  /** What a command does at the steps of its server's life. */
  interface Occasion {
    /** The place is ours and can be used; fails with a message if it should not be. */
    void admit(StatePlace place);

    /** The first start made keys, and what follows may fail. */
    void keep(FirstKeys keys);

    /**
     * The server listens.
     *
     * @param isEnding whether it is about to stop
     */
    void started(RunningServer server, BooleanSupplier isEnding);
  }

  /** Starts the server, and gives the exit code when it has stopped. */
  int run(Settings settings, StatePlace place, Occasion occasion) {
    stop.arm(settings.program().stopTimeout(), spec.commandLine().getErr());
    try (var _ = take(place)) {
      ListenAddress.requireFree(settings.http().host(), settings.http().port());
      place.requireUsable();
      occasion.admit(place);
      return serve(settings, occasion);
    } finally {
      stop.stopped();
    }
  }

  /** Two servers on one embedded state would take each other's journal for their own. */
  private static DataDirectory.Lock take(StatePlace place) {
    return switch (place) {
      case StatePlace.Embedded embedded -> {
        embedded.directory().prepare();
        yield embedded.directory().lock();
      }
      case StatePlace.Postgres shared -> () -> {};
    };
  }

  private int serve(Settings settings, Occasion occasion) {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> failure;
    try (RunningServer server = backend.start(settings, occasion::keep)) {
      CompletableFuture<Optional<String>> end = end(server);
      occasion.started(server, end::isDone);
      failure = end.join();
    }
    if (failure.isPresent()) {
      throw new CommandFailure(failure.get());
    }
    out.println("Stopped.");
    out.flush();
    return ExitCode.OK;
  }

  /** Empty when the process was asked to stop, else why the server cannot go on. */
  private CompletableFuture<Optional<String>> end(RunningServer server) {
    CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    stop.asked().thenRun(() -> end.complete(Optional.empty()));
    server.failure().thenAccept(reason -> end.complete(Optional.of(reason)));
    return end;
  }
}
