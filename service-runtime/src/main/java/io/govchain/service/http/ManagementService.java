package io.govchain.service.http;

import io.govchain.service.config.ListenAddress;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The management listener by itself, for a service that has to wait for something before it can
 * serve: whoever asks for its health learns at once what it waits for. {@link HttpService} takes it
 * over, with the probes of the whole service.
 */
public final class ManagementService implements AutoCloseable {
  private final VirtualThreads threads = new VirtualThreads();
  private final Listener listener;
  private volatile HealthChecks health;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile String contract = "";

  private ManagementService(
      Vertx vertx,
      ListenAddress address,
      HttpSettings settings,
      List<HealthProbe> probes,
      PrometheusMeterRegistry metrics) {
    this.health = new HealthChecks(probes);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setIdleTimeout((int) settings.idleTimeout().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    this.listener =
        new Listener(
            options,
            loop ->
                new Management(threads)
                    .router(loop, () -> health.answer(), metrics, () -> contract),
            settings.receiveTimeout());
    Listener.deploy(vertx, listener, address);
  }

  /**
   * Starts to listen.
   *
   * @param probes what is to be said of the service until it is complete
   * @throws io.govchain.service.exit.StartupFailure when the port is taken (exit code 4)
   */
  public static ManagementService start(
      Vertx vertx,
      ListenAddress address,
      HttpSettings settings,
      List<HealthProbe> probes,
      PrometheusMeterRegistry metrics) {
    return new ManagementService(vertx, address, settings, probes, metrics);
  }

  /** The port; useful when 0 was configured. */
  public int port() {
    return listener.port();
  }

  /** From now on speaks for the whole service. */
  void speakFor(List<HealthProbe> probes, String text) {
    HealthChecks before = health;
    health = new HealthChecks(probes);
    contract = text;
    before.close();
  }

  Future<Void> drain(Duration timeout) {
    return listener.drain(timeout);
  }

  /** After {@link #drain}. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      closeParts();
    }
  }

  private void closeParts() {
    health.close();
    threads.close();
  }

  /** Ends it where no {@link HttpService} took it over and has ended it already. */
  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      drain(Duration.ofMillis(100)).toCompletionStage().toCompletableFuture().join();
      closeParts();
    }
  }
}
