package dev.gumleaf.benchmarks;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;

/** A Vert.x server that reads a request and gives a constant reply: the limit of our HTTP stack. */
public final class BareServer extends VerticleBase {
  private static final Buffer REPLY =
      Buffer.buffer("{\"ok\":true,\"accepted\":{\"identifies\":0,\"events\":1},\"rejected\":[]}");

  private final int port;

  private BareServer(int port) {
    this.port = port;
  }

  /** Serves until it is killed. */
  public static void main(String[] args) {
    int port = Options.parse(args).number("port", 8080);
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops))
        .deployVerticle(() -> new BareServer(port), new DeploymentOptions().setInstances(loops))
        .await();
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(request -> request.body().onSuccess(body -> request.response().end(REPLY)))
        .listen(port, "127.0.0.1");
  }
}
