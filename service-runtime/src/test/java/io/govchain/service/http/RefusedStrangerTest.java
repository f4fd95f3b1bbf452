package io.govchain.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.govchain.service.TestIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificate is not registered has a moment to read why, and nothing else. */
class RefusedStrangerTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger handled = new AtomicInteger();
  private TestService service;
  private HttpClientAgent stranger;

  @BeforeEach
  void start() {
    service = TestService.patient(vertx, folder, 64, this::handle);
    stranger = service.takingNothing(vertx, TestIdentity.create(folder, "stranger"));
  }

  @AfterEach
  void stop() throws Exception {
    stranger.close();
    service.close();
    TestService.close(vertx);
  }

  private Response handle(Request request) {
    handled.incrementAndGet();
    return Response.json(200, NullNode.getInstance());
  }

  @Test
  void shouldEndTheConnection_whenTheStrangerNeverTakesTheAnswer() throws Exception {
    HttpClientRequest request = await(open());
    CompletableFuture<Void> ended = new CompletableFuture<>();
    request.connection().closeHandler(closed -> ended.complete(null));

    request.send();

    ended.get(60, TimeUnit.SECONDS);
    assertThat(handled).hasValue(0);
  }

  private Future<HttpClientRequest> open() {
    return stranger.request(HttpMethod.GET, service.port(), "127.0.0.1", "/v1/notes");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
