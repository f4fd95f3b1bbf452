package io.govchain.service.http;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.govchain.service.TestIdentity;
import io.govchain.service.tls.TlsPeer.Role;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Callers that are gone before anybody has looked who they are. */
class GoneCallerTest {
  private static final int CALLERS = 150;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger gate = (Logger) LoggerFactory.getLogger(Gate.class);
  private TestService service;
  private TestIdentity application;

  @BeforeEach
  void start() {
    Api api =
        Api.of("/test-openapi.yaml")
            .operation("addNote", Set.of(Role.APPLICATION), GoneCallerTest::answer)
            .operation("listNotes", Set.of(Role.APPLICATION), GoneCallerTest::answer)
            .operation("getNote", Set.of(Role.APPLICATION), GoneCallerTest::answer);
    service = TestService.withApi(vertx, folder, TestService.quick(), api);
    application = TestIdentity.create(folder, "notes-app");
    service.register(application, Role.APPLICATION);
    log.start();
    gate.addAppender(log);
  }

  @AfterEach
  void stop() throws Exception {
    gate.detachAppender(log);
    service.close();
    TestService.close(vertx);
  }

  private int listNotes(HttpClient client) {
    HttpRequest request = HttpRequest.newBuilder(service.uri("/v1/notes")).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Response answer(Request request) {
    return Response.json(
        200, com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
  }

  @Test
  void shouldNotBlameTheRegistry_whenCallersHangUpAtOnce() throws Exception {
    for (int i = 0; i < CALLERS; i++) {
      try (RawConnection caller = new RawConnection(application, service)) {
        caller.send("GET /v1/notes HTTP/1.1\r\nhost: notes\r\n\r\n");
      }
    }

    // As long as those who are gone count as under way, the next one is asked to come again.
    HttpClient client = application.client(service.fingerprint());
    eventually("the next caller is served", () -> listNotes(client) == 200);
    assertThat(log.list)
        .as("%s", log.list)
        .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
  }
}
