package dev.gumleaf.app;

import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.config.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
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
    return new Serving(backend, stop, spec)
        .run(settings, place, new Serve(settings, place, spec.commandLine().getOut()));
  }

  private record Serve(Settings settings, StatePlace place, PrintWriter out)
      implements Serving.Occasion {
    @Override
    public void admit(StatePlace usable) {}

    @Override
    public void keep(FirstKeys keys) {
      boolean isPreset = settings.keys().findSecretKey().isPresent();
      out.println("First start. Keep these keys; the secret key is not shown again.");
      out.println("  public key  " + keys.publicKey());
      out.println("  secret key  " + (isPreset ? "as preset" : keys.secretKey()));
      out.flush();
    }

    @Override
    public void started(RunningServer server, BooleanSupplier isEnding) {
      out.println("Gumleaf " + Version.current() + " listens on " + server.url());
      out.println("Data: " + place);
      out.flush();
    }
  }
}
