package io.govchain.evm.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that takes its time to say whether it is catching up. */
@Timeout(60)
class SyncingTest {
  private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
  private final EvmClient client =
      EvmClient.connect(
          new EvmEndpoint(
              URI.create("http://127.0.0.1:1"), Optional.empty(), Duration.ofSeconds(50)),
          (to, json, timeout, most) -> {
            Question question = new Question(json, new CompletableFuture<>());
            questions.add(question);
            return question.answer();
          });
  private final Syncing syncing = new Syncing(client);

  private record Question(byte[] json, CompletableFuture<Transport.Answer> answer) {
    void answer(String result) {
      String id = new String(json, StandardCharsets.UTF_8).replaceFirst(".*\"id\":(\\d+).*", "$1");
      String body = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, result);
      answer.complete(new Transport.Answer(200, body.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void shouldAskOnceForAll_whenTheNodeIsSlow() throws Exception {
    List<CompletableFuture<Optional<String>>> told = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      told.add(inBackground());
    }
    Question asked = questions.poll(30, TimeUnit.SECONDS);
    asked.answer("{\"currentBlock\":\"0x64\",\"highestBlock\":\"0xc8\"}");

    for (CompletableFuture<Optional<String>> each : told) {
      assertThat(each.get(30, TimeUnit.SECONDS))
          .contains("its node is catching up: at block 100 of 200");
    }
    assertThat(questions).isEmpty();
  }

  @Test
  void shouldTellPeopleWhatItSaidLast_whenTheNodeIsSlow() throws Exception {
    assertThat(syncing.lastProblem(Duration.ZERO))
        .contains("has not said yet whether it is catching up");
    questions.poll(30, TimeUnit.SECONDS).answer("false");
    assertThat(syncing.problem()).isEmpty();

    CompletableFuture<Optional<String>> judged = new CompletableFuture<>();
    while (questions.isEmpty()) {
      assertThat(syncing.lastProblem(Duration.ofMillis(10))).isEmpty();
    }
    Thread.ofVirtual().start(() -> judged.complete(syncing.problem()));
    assertThat(syncing.lastProblem(Duration.ofMillis(10))).isEmpty();
    assertThat(judged).as("an order is judged by the answer only").isNotDone();

    questions.take().answer("{\"stages\":[]}");
    assertThat(judged.get(30, TimeUnit.SECONDS)).contains("its node says that it is catching up");
    assertThat(syncing.lastProblem(Duration.ofSeconds(30)))
        .contains("its node says that it is catching up");
  }

  private CompletableFuture<Optional<String>> inBackground() {
    CompletableFuture<Optional<String>> told = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> told.complete(syncing.problem()));
    return told;
  }
}
