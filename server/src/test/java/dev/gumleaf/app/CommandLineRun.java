package dev.gumleaf.app;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** One run of the program in this process, with what it wrote. */
final class CommandLineRun {
  final FakeBackend backend = new FakeBackend();
  final StopSignal stop = new StopSignal();
  final Map<String, String> environment = new HashMap<>();
  InstantSource clock = InstantSource.fixed(Instant.parse("2100-01-01T00:00:00Z"));
  String answers = "";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  int run(String... arguments) {
    return new Program(backend, stop, clock, environment, new StringReader(answers))
        .withOutput(new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
