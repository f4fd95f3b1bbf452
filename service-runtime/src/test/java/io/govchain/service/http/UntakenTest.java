package io.govchain.service.http;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.service.TestIdentity;
import io.govchain.service.tls.TlsPeer.Role;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for large answers and reads none of them fills no memory. */
class UntakenTest {
  private static final int LARGE = 1_000_000;
  private static final int ASKED = 60;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger handled = new AtomicInteger();
  private TestService service;
  private TestIdentity slow;

  @BeforeEach
  void start() {
    service = TestService.patient(vertx, folder, 1_024, this::handle);
    slow = TestIdentity.create(folder, "slow");
    service.register(slow, Role.APPLICATION);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    TestService.close(vertx);
  }

  private Response handle(Request request) {
    handled.incrementAndGet();
    return Response.json(200, JsonNodeFactory.instance.textNode("x".repeat(LARGE)));
  }

  @Test
  void shouldKeepOneShare_whenTheCallerOpensNoWindow() throws Exception {
    HttpClientAgent client = service.takingNothing(vertx, slow);
    for (int i = 0; i < ASKED; i++) {
      client
          .request(HttpMethod.GET, service.port(), "127.0.0.1", "/v1/notes")
          .onSuccess(request -> request.send());
    }
    eventually("all were handled", () -> handled.get() == ASKED);
    eventually("some answers wait", () -> untaken() > 0);
    assertThat(untaken()).isLessThanOrEqualTo(16 << 20);

    TestIdentity other = TestIdentity.create(folder, "other");
    service.register(other, Role.APPLICATION);
    try (HttpClient reader = other.client(service.fingerprint())) {
      HttpRequest request = HttpRequest.newBuilder(service.uri("/v1/notes")).build();
      assertThat(reader.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .hasSize(LARGE + 2);
    }

    client.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    eventually("nothing waits for who has gone", () -> untaken() == 0);
  }

  private double untaken() {
    return service.metrics().get("govchain.http.untaken").gauge().value();
  }
}
