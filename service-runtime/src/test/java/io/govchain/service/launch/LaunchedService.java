package io.govchain.service.launch;

import io.govchain.service.config.ConfigLoader;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.config.LogSettings;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.http.HttpService;
import io.govchain.service.http.HttpSettings;
import io.govchain.service.http.ServiceVertx;
import io.govchain.service.logging.Logs;
import io.govchain.service.tls.MutualTls;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The smallest service there is, run as a process by the launch test. */
final class LaunchedService {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchedService.class);

  record Config(
      ListenAddress listen,
      ListenAddress management,
      TlsFiles tls,
      Path database,
      LogSettings log) {}

  private LaunchedService() {}

  public static void main(String[] arguments) {
    ServiceLauncher.main("launched-service", arguments, LaunchedService::start);
  }

  private static AutoCloseable start(Path file) {
    Config config = ConfigLoader.load(file, Config.class);
    Logs.configure(config.log());
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Database database =
        Database.open(
            config.database(), "classpath:test-migrations", DatabaseSettings.standard(), metrics);
    Vertx vertx = ServiceVertx.start(database.scratch());
    HttpService http =
        HttpService.start(
            vertx,
            new HttpService.Parts(
                config.listen(),
                config.management(),
                MutualTls.load(config.tls()),
                fingerprint -> Set.of(),
                HttpSettings.standard(),
                Optional.empty(),
                Optional.empty(),
                List.of(HealthProbe.database(database)),
                metrics));
    Logs.runInTransaction("0x01", () -> LOG.info("management port {}", http.managementPort()));
    return () -> {
      http.close();
      vertx.close().await();
      database.close();
    };
  }
}
