package dev.gumleaf.app;

import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.config.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gumleaf serve}: runs the server until it is asked to stop. */
final class ServeCommand implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final Backend backend;
  private final StopSignal stop;
  private final SettingOptions options;

  ServeCommand(Backend backend, StopSignal stop, Map<String, String> environment) {
    this.backend = backend;
    this.stop = stop;
    spec.usageMessage().description("Runs the server until SIGTERM or Ctrl-C.");
    options = SettingOptions.addTo(spec, environment);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    Settings settings = options.load();
    backend.startLog(settings.program());
    StatePlace place = StatePlace.of(settings);
    stop.arm(settings.program().stopTimeout(), spec.commandLine().getErr());
    try (var _ = take(place)) {
      ListenAddress.requireFree(settings.http().host(), settings.http().port());
      place.requireUsable();
      return serve(settings, place);
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

  private int serve(Settings settings, StatePlace place) {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> failure;
    try (RunningServer server = backend.start(settings, keys -> print(keys, settings, out))) {
      out.println("Gumleaf " + Version.current() + " listens on " + server.url());
      out.println("Data: " + place);
      out.flush();
      failure = awaitEnd(server);
    }
    if (failure.isPresent()) {
      throw new CommandFailure(failure.get());
    }
    out.println("Stopped.");
    out.flush();
    return ExitCode.OK;
  }

  private static void print(FirstKeys keys, Settings settings, PrintWriter out) {
    boolean isPreset = settings.keys().findSecretKey().isPresent();
    out.println("First start. Keep these keys; the secret key is not shown again.");
    out.println("  public key  " + keys.publicKey());
    out.println("  secret key  " + (isPreset ? "as preset" : keys.secretKey()));
    out.flush();
  }

  /** Empty when the process was asked to stop, else why the server cannot go on. */
  private Optional<String> awaitEnd(RunningServer server) {
    CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    stop.asked().thenRun(() -> end.complete(Optional.empty()));
    server.failure().thenAccept(reason -> end.complete(Optional.of(reason)));
    return end.join();
  }
}
