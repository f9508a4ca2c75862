package dev.gumleaf.app;

import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.config.Settings;
import dev.gumleaf.demo.Month;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code gumleaf demo}: runs a server and plays a month of invented traffic to it, once. */
final class DemoCommand implements Callable<Integer> {
  private static final String COMPANIES = "--companies";
  private static final String SEED = "--seed";
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final Backend backend;
  private final StopSignal stop;
  private final InstantSource clock;
  private final SettingOptions options;

  DemoCommand(
      Backend backend, StopSignal stop, InstantSource clock, Map<String, String> environment) {
    this.backend = backend;
    this.stop = stop;
    this.clock = clock;
    spec.usageMessage()
        .description(
            "Runs the server with a month of invented traffic in it, so that there is something to"
                + " see. It is played once, into an empty data directory; later starts only"
                + " serve.");
    spec.addOption(
        OptionSpec.builder(COMPANIES)
            .type(int.class)
            .paramLabel("N")
            .defaultValue("" + Month.COMPANIES)
            .description("Companies in it. Default: " + Month.COMPANIES + ".")
            .build());
    spec.addOption(
        OptionSpec.builder(SEED)
            .type(long.class)
            .paramLabel("N")
            .defaultValue("" + Month.SEED)
            .description("The same number gives the same month. Default: " + Month.SEED + ".")
            .build());
    options = SettingOptions.addTo(spec, environment);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    requirePossible();
    Settings told = options.load();
    backend.quietLog();
    StatePlace place = StatePlace.of(told);
    DemoFiles files = new DemoFiles(new DataDirectory(told.store().data()));
    // Without an operator's list the visitors whom nobody knows would be of no company.
    Settings settings =
        told.addresses().csv().isPresent()
            ? told
            : options.loadWith(Map.of("mmdb.csv", files.networks().toString()));
    return new Serving(backend, stop, spec).run(settings, place, new Demo(settings, files));
  }

  private int companies() {
    return spec.commandLine().getParseResult().matchedOptionValue(COMPANIES, Month.COMPANIES);
  }

  private void requirePossible() {
    if (companies() < Month.COMPANIES_MIN || companies() > Month.COMPANIES_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "%s has the value %d, expected %d to %d"
              .formatted(COMPANIES, companies(), Month.COMPANIES_MIN, Month.COMPANIES_MAX));
    }
  }

  private final class Demo implements Serving.Occasion {
    private final Settings settings;
    private final DemoFiles files;
    private final PrintWriter out = spec.commandLine().getOut();
    private Optional<String> secretKey = Optional.empty();

    Demo(Settings settings, DemoFiles files) {
      this.settings = settings;
      this.files = files;
    }

    @Override
    public void admit(StatePlace place) {
      files.directory().prepare();
      String database = place instanceof StatePlace.Postgres ? place.toString() : "";
      Optional<DemoMark> known = files.findMark().filter(mark -> mark.database().equals(database));
      boolean unused = place.isUnused();
      if (known.isEmpty() && !unused) {
        throw new CommandFailure(
            "there is data in "
                + place
                + " that is not a demo's, and invented data must not be mixed with it"
                + "\nplay the demo into a directory of its own, for example --data ./demo-data, or"
                + " use gumleaf serve");
      }
      if (unused) {
        begin(database);
      }
    }

    /** Before the server starts, so that whatever happens then the data is known for a demo's. */
    private void begin(String database) {
      long seed = spec.commandLine().getParseResult().matchedOptionValue(SEED, Month.SEED);
      DemoMark mark =
          new DemoMark(
              seed, companies(), clock.instant().truncatedTo(ChronoUnit.SECONDS), database, false);
      files.write(mark);
      files.write(month(mark));
    }

    private static Month month(DemoMark mark) {
      return Month.of(mark.seed(), mark.companies(), mark.end());
    }

    @Override
    public void keep(FirstKeys keys) {
      secretKey = Optional.of(keys.secretKey());
      files.write(keys, settings.keys().findSecretKey().isPresent());
    }

    @Override
    public void started(RunningServer server, BooleanSupplier isEnding) {
      DemoMark mark = files.findMark().orElseThrow();
      Month month = month(mark);
      if (mark.played()) {
        out.println("The demo is there already: a month that ends at " + mark.end() + ".");
      } else if (!play(month, server, isEnding)) {
        out.println("Not all of it was played; the next gumleaf demo begins again.");
        return;
      } else {
        files.write(mark.asPlayed());
      }
      say(server, month);
    }

    private boolean play(Month month, RunningServer server, BooleanSupplier isEnding) {
      out.printf(
          "Playing a month of %d companies to %s ...%n", month.truths().size(), server.url());
      DemoPlayer player = new DemoPlayer(server.url(), isEnding);
      DemoProgress progress = new DemoProgress(month.entries(), out, System::nanoTime);
      try {
        if (secretKey.isPresent()) {
          player.excludeOwnPeople(secretKey.get());
          player.makeSignals(secretKey.get());
        }
        boolean whole = player.play(month, files.publicKey(), progress) && derived(isEnding);
        if (whole) {
          out.printf(
              "%,d entries in %,d requests, in %.0f s.%n",
              month.entries(), month.posts().size(), progress.seconds());
        }
        return whole;
      } catch (IOException refused) {
        throw new CommandFailure("the demo could not be played: " + refused);
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /** Whatever is looked at then is all there. */
    private boolean derived(BooleanSupplier isEnding) throws InterruptedException {
      while (!isEnding.getAsBoolean()) {
        if (backend.readPositions(settings).lag() == 0) {
          return true;
        }
        Thread.sleep(LOOK_EVERY);
      }
      return false;
    }

    private void say(RunningServer server, Month month) {
      String api = server.url() + "/api/v1/accounts";
      String domain = month.busiest();
      out.printf(
          """

          Gumleaf %s listens on %s
          Keys: %s
          Who really buys: %s

          Try:
            . %s
            curl -H "Authorization: Bearer $SK" "%s?sort=-score&limit=5"
            curl -H "Authorization: Bearer $SK" "%s?sort=-score&trend=surging"
            curl -H "Authorization: Bearer $SK" "%s/%s/score"
            curl -H "Authorization: Bearer $SK" "%s/%s/visitors?limit=5"
          """,
          Version.current(),
          server.url(),
          files.keys(),
          files.truth(),
          files.keys(),
          api,
          api,
          api,
          domain,
          api,
          domain);
      out.flush();
    }
  }
}
