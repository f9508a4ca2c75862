package dev.gumleaf.benchmarks;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** The server library alone: reads the body, keeps nothing, always answers the same. */
public final class BareServer {
  private static final Buffer REPLY = Buffer.buffer("{\"ok\":true}");

  private BareServer() {}

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    Supplier<Deployable> loop =
        () ->
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return vertx
                    .createHttpServer()
                    .requestHandler(
                        request -> request.body().onSuccess(body -> request.response().end(REPLY)))
                    .listen(port, "127.0.0.1");
              }
            };
    Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
        .deployVerticle(
            loop, new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .await();
  }
}
