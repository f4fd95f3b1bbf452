package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.Fees;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After a restart, while the node is away: more saved writes are asked about than may wait. */
@Timeout(120)
class CrowdedSenderTest {
  private static final int WRITES = 3;

  /** A contract that takes any call. */
  private static final String TAKES_ANYTHING = "0x683360005260206000f360005260096017f3";

  private final SigningKey key = SigningKey.random();
  private LocalChain chain;
  private HttpServer node;
  private volatile boolean away;
  private String contract;

  @BeforeEach
  void start() throws Exception {
    chain = LocalChain.start(4244);
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
    try (TransactionSender deployer =
        new TransactionSender(
            chain.client(),
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee())) {
      contract =
          deployer
              .submit("deploy", Call.create(TAKES_ANYTHING, 3_000_000))
              .get(60, TimeUnit.SECONDS)
              .contractAddress()
              .orElseThrow();
    }
  }

  @AfterEach
  void stop() {
    node.stop(0);
    chain.close();
  }

  @Test
  void shouldTellEveryOutcome_whenMoreAreAskedForThanMayWait() throws Exception {
    MemoryWrites store = new MemoryWrites();
    saved(store);
    away = true;
    try (EvmClient client = client();
        EvmWrites writes = writes(client, store, 1)) {
      List<CompletableFuture<WriteOutcome>> outcomes =
          List.of(writes.write(request(0)), writes.write(request(1)), writes.write(request(2)));
      assertThat(outcomes).noneMatch(CompletableFuture::isDone);

      away = false;

      for (CompletableFuture<WriteOutcome> outcome : outcomes) {
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(WriteOutcome.Succeeded.class);
      }
    }
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(WRITES);
  }

  @Test
  void shouldSayThatItFailed_whenAnErrorHitsTheThreadThatTells() throws Exception {
    MemoryWrites store =
        new MemoryWrites() {
          @Override
          public synchronized Optional<PreparedWrite> byReference(String reference) {
            if (Thread.currentThread().getName().equals("evm-outcome")) {
              throw new StackOverflowError("as deep as an adapter may go");
            }
            return super.byReference(reference);
          }
        };
    saved(store);
    away = true;
    try (EvmClient client = client();
        EvmWrites writes = writes(client, store, 1)) {
      writes.write(request(0));

      assertThatThrownBy(() -> writes.write(request(1)).get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StackOverflowError.class);
    }
  }

  /** Makes writes, as in a former life of the process. */
  private void saved(MemoryWrites store) throws Exception {
    try (EvmClient client = client();
        EvmWrites writes = writes(client, store, 100)) {
      for (int i = 0; i < WRITES; i++) {
        assertThat(writes.write(request(i)).get(60, TimeUnit.SECONDS))
            .isInstanceOf(WriteOutcome.Succeeded.class);
      }
    }
  }

  private EvmWrites writes(EvmClient client, MemoryWrites store, int queue) {
    SenderSettings sender =
        new SenderSettings(
            Fees.zero(),
            1,
            queue,
            0,
            Duration.ofMillis(50),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));
    EvmSettings settings =
        new EvmSettings(
            client.endpoint(), key, CustomErrors.none(), 100_000, sender, Optional.empty());
    return EvmWrites.open(client, settings, store);
  }

  private WriteRequest request(int number) {
    return new WriteRequest(
        "write-" + number,
        Arrays.copyOf(new byte[] {(byte) number}, 34),
        contract,
        "store(uint256)",
        "[" + number + "]");
  }

  private EvmClient client() {
    return EvmClient.connect(
        EvmEndpoint.of(URI.create("http://127.0.0.1:" + node.getAddress().getPort())));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (away) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] answer =
          http.send(
                  HttpRequest.newBuilder(chain.http())
                      .header("content-type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body();
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IOException(closing);
    }
  }
}
