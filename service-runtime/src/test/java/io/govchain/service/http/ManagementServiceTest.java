package io.govchain.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.service.config.ListenAddress;
import io.govchain.service.exit.StartupFailure;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health of a service that has to wait for something before it can serve. */
class ManagementServiceTest {
  private static final ListenAddress ANY = new ListenAddress("127.0.0.1", 0);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ManagementService management =
      ManagementService.start(
          vertx,
          ANY,
          TestService.quick(),
          List.of(probe("chain", HealthProbe.Finding.failed("no answer yet"))),
          metrics);

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    management.close();
    TestService.close(vertx);
  }

  @Test
  void shouldSpeakForTheWholeService_whenThatListens() throws Exception {
    assertThat(ready().body()).contains("no answer yet");

    try (HttpService service = service(ANY)) {
      assertThat(service.managementPort()).isEqualTo(management.port());
      assertThat(ready().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldNotSayReady_beforeTheServiceListens() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ListenAddress same = new ListenAddress("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(() -> service(same)).isInstanceOf(StartupFailure.class);
    }

    assertThat(ready().statusCode()).isEqualTo(503);
  }

  private HttpService service(ListenAddress listen) {
    return HttpService.start(
        vertx,
        new HttpService.Parts(
            listen,
            ANY,
            new Access.Open(Optional.empty(), Set.of("127.0.0.1"), 1, 1, Map.of(), Set.of()),
            TestService.quick(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(probe("all", HealthProbe.Finding.ok("well"))),
            metrics),
        management);
  }

  private static HealthProbe probe(String name, HealthProbe.Finding finding) {
    return HealthProbe.of(name, () -> finding);
  }

  private HttpResponse<String> ready() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + management.port() + "/health/ready");
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
