package dev.gumleaf.app;

import dev.gumleaf.config.Settings;
import dev.gumleaf.store.DatabaseProbe;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** One command on the keys: opens them, acts, closes them. */
final class KeyAction implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final Backend backend;
  private final ToIntBiFunction<KeyRing, CommandSpec> action;
  private final SettingOptions options;

  KeyAction(
      Backend backend,
      Map<String, String> environment,
      ToIntBiFunction<KeyRing, CommandSpec> action) {
    this.backend = backend;
    this.action = action;
    options = SettingOptions.addQuietlyTo(spec, environment);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    backend.quietLog();
    Settings settings = options.load();
    StatePlace place = StatePlace.of(settings);
    place.requireUsable();
    if (place.look() instanceof DatabaseProbe.Finding.Absent) {
      throw new CommandFailure(
          "there are no keys in " + place + " yet; the first gumleaf serve creates them");
    }
    try (KeyRing keys = backend.openKeys(settings)) {
      return action.applyAsInt(keys, spec);
    } finally {
      spec.commandLine().getOut().flush();
    }
  }
}
