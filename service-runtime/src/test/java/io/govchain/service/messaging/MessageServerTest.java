package io.govchain.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.service.TestIdentity;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.HttpService;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.TestService;
import io.govchain.service.tls.TlsPeer.Role;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageServerTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private TestIdentity sender;
  private TestIdentity identity;
  private Receiver receiver;
  private HttpClient client;

  @BeforeEach
  void start() {
    sender = TestIdentity.create(folder, "sender");
    identity = TestIdentity.create(folder, "receiver");
    receiver = new Receiver(vertx, folder, identity, 0, DatabaseSettings.standard());
    receiver.trust(sender);
    client = sender.client(identity.fingerprint());
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    receiver.close();
    TestService.close(vertx);
  }

  private HttpRequest request(String envelope) {
    return HttpRequest.newBuilder(receiver.service().uri(HttpService.MESSAGES_PATH))
        .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.getBytes(UTF_8)))
        .build();
  }

  private HttpResponse<String> post(String envelope) throws Exception {
    return client.send(request(envelope), HttpResponse.BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> response) throws Exception {
    JsonNode body = new ObjectMapper().readTree(response.body());
    return body.path("code").asText();
  }

  @Test
  void shouldHaveItOnDisk_whenAcknowledged() throws Exception {
    HttpResponse<String> response = post("1|t|hello");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"acknowledged\":\"1\"}");
    assertThat(receiver.notes()).containsExactly("t hello");
  }

  @Test
  void shouldApplyOnce_whenDuplicatesRace() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(client.sendAsync(request("1|t|hello"), HttpResponse.BodyHandlers.ofString()));
    }
    List<Integer> statuses = answers.stream().map(a -> a.join().statusCode()).sorted().toList();
    assertThat(statuses.subList(0, 19)).containsOnly(200);
    assertThat(statuses.getLast()).isEqualTo(202);
    HttpResponse<String> again = post("1|t|hello");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"acknowledged\":\"1\"");
    assertThat(code(again)).isEqualTo("envelope-duplicate");
    assertThat(receiver.notes()).containsExactly("t hello");
  }

  @Test
  void shouldRefuse_whenAnIdComesWithAnotherContent() throws Exception {
    post("1|t|hello");
    HttpResponse<String> other = post("1|t|goodbye");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(code(other)).isEqualTo("message-id-reused");
    assertThat(receiver.notes()).containsExactly("t hello");
  }

  @Test
  void shouldTakeBoth_whenTwoSendersUseTheSameId() throws Exception {
    TestIdentity another = TestIdentity.create(folder, "another");
    receiver.trust(another);
    post("1|t|hello");
    try (HttpClient second = another.client(identity.fingerprint())) {
      HttpResponse<String> response =
          second.send(request("1|t|from another"), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(202);
    }
    assertThat(receiver.notes()).containsExactly("t hello", "t from another");
  }

  @Test
  void shouldForgetTheMessage_whenApplyingRefuses() throws Exception {
    receiver.applyWith(
        (handle, text) -> {
          handle.execute("INSERT INTO note (text) VALUES ('half-done')");
          throw new ProblemException(Problem.of("sequence-gap", 409, "not yet"));
        });
    HttpResponse<String> refused = post("1|t|hello");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(code(refused)).isEqualTo("sequence-gap");
    assertThat(receiver.notes()).isEmpty();
    receiver.applyWith((handle, text) -> {});
    assertThat(post("1|t|hello").statusCode()).isEqualTo(202);
  }

  @Test
  void shouldFollowTheVerdict_whenTheHandlerDoesNotAccept() throws Exception {
    receiver.judgeBy(
        (text, intake) -> new Intake.Defer(Problem.of("later", 425, "x"), Duration.ofSeconds(7)));
    HttpResponse<String> deferred = post("1|t|hello");
    assertThat(deferred.statusCode()).isEqualTo(503);
    assertThat(deferred.headers().firstValue("retry-after")).hasValue("7");
    receiver.judgeBy((text, intake) -> new Intake.Reject(Problem.of("never", 422, "x")));
    assertThat(post("1|t|hello").statusCode()).isEqualTo(422);
    receiver.judgeBy((text, intake) -> new Intake.Ignore("1", "envelope-duplicate"));
    assertThat(post("1|t|hello").statusCode()).isEqualTo(200);
    assertThat(receiver.notes()).isEmpty();
  }

  @Test
  void shouldRefuse_whenTheEnvelopeIsTooLarge() throws Exception {
    HttpResponse<String> response = post("1|t|" + "x".repeat(MessageServer.MAX_ENVELOPE_BYTES));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(code(response)).isEqualTo("envelope-too-large");
    assertThat(receiver.seen).isEmpty();
  }

  @Test
  void shouldRefuse_whenTheSenderIsNoService() throws Exception {
    receiver.service().register(sender, Role.APPLICATION);
    HttpResponse<String> response = post("1|t|hello");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(code(response)).isEqualTo("role-refused");
  }

  @Test
  void shouldRememberUntilTheExpiry_whenForgettingOthers() throws Exception {
    post("1|t|hello");
    int early = receiver.database().writeAndWait(h -> Inbox.forget(h, 1_000_000, 10));
    assertThat(early).isZero();
    assertThat(post("1|t|hello").statusCode()).isEqualTo(200);
    int late = receiver.database().writeAndWait(h -> Inbox.forget(h, 1_000_001, 10));
    assertThat(late).isEqualTo(1);
  }
}
