package dev.gumleaf.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.time.InstantSource;

/** Starts the program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Program program =
        new Program(
                new Wiring(),
                new StopSignal(),
                InstantSource.system(),
                System.getenv(),
                new InputStreamReader(System.in, UTF_8))
            .withOutput(
                new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8));
    System.exit(program.run(arguments));
  }
}
