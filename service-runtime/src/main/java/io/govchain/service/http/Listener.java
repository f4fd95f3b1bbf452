package io.govchain.service.http;

import io.govchain.service.config.ListenAddress;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One HTTP server on one event loop; several on the same port share its connections. */
final class Listener extends VerticleBase {
  private final HttpServerOptions options;
  private final Function<Vertx, Router> routes;
  private final Duration firstRequest;
  // Touched on this verticle's event loop only.
  private final Set<HttpConnection> silent = new HashSet<>();
  private HttpServer server;

  Listener(HttpServerOptions options, Function<Vertx, Router> routes, Duration firstRequest) {
    this.options = options;
    this.routes = routes;
    this.firstRequest = firstRequest;
  }

  @Override
  public Future<?> start() {
    Router router = routes.apply(vertx);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::expectRequest)
            .requestHandler(
                request -> {
                  silent.remove(request.connection());
                  router.handle(request);
                });
    return server.listen();
  }

  /** A header that trickles in keeps a connection from being idle; the first one is bounded. */
  private void expectRequest(HttpConnection connection) {
    silent.add(connection);
    connection.closeHandler(closed -> silent.remove(connection));
    vertx.setTimer(
        firstRequest.toMillis(),
        late -> {
          if (silent.remove(connection)) {
            connection.close();
          }
        });
  }

  int port() {
    return server.actualPort();
  }

  Future<Void> drain(Duration timeout) {
    return server.shutdown(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts listening.
   *
   * @throws StartupFailure with exit code 4 when the port is taken
   */
  static void deploy(Vertx vertx, Listener listener, ListenAddress address) {
    try {
      vertx
          .deployVerticle(listener, new DeploymentOptions())
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failure(address, failed.getCause());
    } catch (TimeoutException late) {
      throw failure(address, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failure(address, interrupted);
    }
  }

  private static StartupFailure failure(ListenAddress address, Throwable cause) {
    String where = "port " + address.host() + ":" + address.port();
    if (cause instanceof BindException) {
      return new StartupFailure(
          Exit.PORT_TAKEN,
          where + ": expected a free port, actual " + cause.getMessage() + " (port-taken)",
          cause);
    }
    return new StartupFailure(
        Exit.CONFIGURATION, where + ": expected to listen there, actual " + cause, cause);
  }
}
