package dev.gumleaf.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real program in a process of its own, to be killed. */
final class ServerProcess {
  static final String PUBLIC_KEY = "pk_" + "0123456789abcdef0123".repeat(2).substring(0, 36);
  static final String SECRET_KEY = "sk_" + "fedcba9876543210".repeat(3);

  private static final Duration START_MAX = Duration.ofSeconds(60);

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final int port;
  private Process process;

  private ServerProcess(
      List<String> command, Map<String, String> environment, Path log, int port, Process process) {
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @param prefix a command to run it under, such as a tracer; empty for none
   * @param program what to run behind {@code java}: {@code -jar FILE} or a class path and class
   * @param environment further variables, such as the database's address
   */
  static ServerProcess start(
      List<String> prefix, List<String> program, Path data, Map<String, String> environment)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(program);
    command.addAll(List.of("serve", "--port", String.valueOf(port), "--data", data.toString()));
    Path log = data.resolveSibling(data.getFileName() + ".log");
    ServerProcess server =
        new ServerProcess(command, environment, log, port, launch(command, environment, log));
    server.awaitReady();
    return server;
  }

  private static Process launch(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GUMLEAF_PUBLIC_KEY", PUBLIC_KEY);
    builder.environment().put("GUMLEAF_SECRET_KEY", SECRET_KEY);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  Path log() {
    return log;
  }

  /** SIGKILL: nothing of the program runs any more, not even its shutdown hooks. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, as an operator stops it. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  void restart() throws IOException {
    process = launch(command, environment, log);
    awaitReady();
  }

  /** Waits until the program has ended by itself. */
  int exitStatus() {
    awaitEnd();
    return process.exitValue();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server did not end; see " + log);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isReady(client)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("the server did not become ready; see " + log);
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  private boolean isReady(HttpClient client) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
