package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class AnvilTest {
  private static final Duration FAST = Duration.ofMillis(100);
  private static final Awaiting SOON = Awaiting.within(Duration.ofSeconds(60));
  private static final String ANSWERS_42 = "0x0000000000000000000000000000000000004242";

  @TempDir Path directory;

  @Test
  void shouldServeTheGenesisState_whenStarted() throws IOException {
    try (ChainNetwork chain = ChainNetwork.start(NetworkKind.ANVIL, spec(7001));
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      assertThat(client.chainId()).isEqualTo(7001);
      assertThat(answer(client)).isEqualTo(42);
      assertThat(chain.nodes().getFirst().log()).exists().hasParent(chain.logs());
    }
  }

  @Test
  void shouldMakeFreeBlocksOfTheGenesisGasLimitInRealTime_whenBlockTimeIsBelowOneSecond()
      throws IOException {
    try (ChainNetwork chain = Anvil.start(spec(7002));
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      long begun = Instant.now().getEpochSecond();
      long first = client.latestHeader().number() + 1;
      SOON.until(
          "two blocks of one second", () -> sharesItsSecond(client, first), shared -> shared);
      JsonNode block = client.rpc("eth_getBlockByNumber", "latest", false);
      assertThat(Long.decode(block.get("timestamp").asText()))
          .as("seconds of the clock (Anvil rounds its own), however many blocks there are in one")
          .isBetween(begun - 5, Instant.now().getEpochSecond() + 5);
      assertThat(Long.decode(block.get("baseFeePerGas").asText())).isZero();
      assertThat(Long.decode(block.get("gasLimit").asText())).isEqualTo(60_000_000);
      assertThat(Long.decode(client.rpc("eth_gasPrice").asText())).isZero();
    }
  }

  /** Whether a block from here on has the timestamp of the one before it. */
  private static boolean sharesItsSecond(EvmClient client, long first) {
    return LongStream.rangeClosed(first + 1, client.latestHeader().number())
        .anyMatch(number -> timestamp(client, number) == timestamp(client, number - 1));
  }

  private static long timestamp(EvmClient client, long number) {
    return client.header(number).orElseThrow().timestamp();
  }

  @Test
  void shouldPushNewHeads_whenSubscribedOverWebSocket() throws Exception {
    try (ChainNetwork chain = Anvil.start(spec(7003));
        HttpClient http = HttpClient.newHttpClient()) {
      CompletableFuture<String> pushed = new CompletableFuture<>();
      WebSocket socket =
          http.newWebSocketBuilder().buildAsync(chain.ws(), new FirstPush(pushed)).join();
      socket.sendText(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}",
          true);
      assertThat(pushed.get(10, TimeUnit.SECONDS)).contains("parentHash");
      socket.abort();
    }
  }

  @Test
  void shouldStandStill_whenPaused_andGoOn_whenResumed() {
    try (ChainNetwork chain = Anvil.start(spec(7004));
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      chain.pause();
      long pid = chain.pids().getFirst();
      SOON.until("process state T", () -> ProcessState.of(pid), "T"::equals);
      assertThat(chain.isRunning()).isTrue();
      chain.resume();
      long height = client.latestHeader().number();
      SOON.until("new blocks", () -> client.latestHeader().number(), n -> n > height);
    }
  }

  @Test
  void shouldHaveItsBlocksBack_whenRestartedWithSavedState() throws IOException {
    ChainSpec spec = spec(7005).withStateSavedEvery(Duration.ofSeconds(1));
    try (ChainNetwork chain = Anvil.start(spec);
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      SOON.until("three blocks", () -> client.latestHeader().number(), n -> n >= 3);
      URI before = chain.rpc();
      String second = client.header(2).orElseThrow().hash();
      chain.restart();
      assertThat(chain.rpc()).isEqualTo(before);
      assertThat(client.header(2).orElseThrow().hash()).isEqualTo(second);
      assertThat(answer(client)).isEqualTo(42);
      long height = client.latestHeader().number();
      SOON.until("new blocks", () -> client.latestHeader().number(), n -> n > height);
    }
  }

  @Test
  void shouldSayThatTheStateIsNotWhole_whenItWasTruncated() throws IOException {
    ChainSpec spec = spec(7006).withStateSavedEvery(Duration.ofSeconds(1));
    Anvil.start(spec).stop();
    Path state = directory.resolve("test-state.json");
    byte[] whole = Files.readAllBytes(state);
    Files.write(state, List.of(new String(whole, 0, whole.length / 2)));
    assertRefused(spec, NetworkError.STATE_UNUSABLE, state.toString(), "not whole");
  }

  @Test
  void shouldRefuseToRestart_whenTheChainLivesInMemory() {
    try (ChainNetwork chain = Anvil.start(spec(7007))) {
      NetworkException refused = catchThrowableOfType(NetworkException.class, chain::restart);
      assertThat(refused.error()).isEqualTo(NetworkError.NOT_SUPPORTED);
      assertThat(chain.isRunning()).isTrue();
    }
  }

  @Test
  void shouldNameThePort_whenAnotherProcessOwnsIt() throws IOException {
    try (ServerSocket owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ChainSpec spec = spec(7008).withPort(owner.getLocalPort());
      assertRefused(spec, NetworkError.PORT_TAKEN, "port " + owner.getLocalPort());
    }
  }

  @Test
  void shouldNotTakeAnotherChainForItsOwn_whenThatOneAnswersOnThePort() throws IOException {
    HttpServer impostor =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    impostor.createContext(
        "/",
        exchange -> {
          byte[] answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1b61\"}".getBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    impostor.start();
    try {
      ChainSpec spec = spec(7009).withPort(impostor.getAddress().getPort());
      assertRefused(spec, NetworkError.PORT_TAKEN, "port " + impostor.getAddress().getPort());
    } finally {
      impostor.stop(0);
    }
  }

  @Test
  void shouldNameBothIds_whenTheGenesisFileIsAnotherChains() {
    ChainSpec spec = ChainSpec.of("test", 1, spec(7010).genesis(), directory).withBlockTime(FAST);
    assertRefused(spec, NetworkError.GENESIS_UNUSABLE, "expected chain id 1", "got 7010");
  }

  @Test
  void shouldQuoteTheProgram_whenItEndsAtOnce() throws IOException {
    Path broken = directory.resolve("anvil");
    Files.writeString(broken, "#!/bin/sh\necho cannot run on this machine; exit 7\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();
    NetworkException refused =
        catchThrowableOfType(NetworkException.class, () -> Anvil.start(spec(7011), broken));
    assertThat(refused.error()).isEqualTo(NetworkError.PROCESS_ENDED);
    assertThat(refused).hasMessageContaining("exit code 7").hasMessageContaining("cannot run on");
  }

  private void assertRefused(ChainSpec spec, NetworkError error, String... inMessage) {
    NetworkException refused =
        catchThrowableOfType(NetworkException.class, () -> Anvil.start(spec));
    assertThat(refused.error()).isEqualTo(error);
    assertThat(refused.getMessage()).contains(inMessage);
  }

  private ChainSpec spec(long chainId) {
    Path genesis = directory.resolve("genesis-" + chainId + ".json");
    try {
      Files.writeString(
          genesis,
          """
          {"config": {"chainId": %d, "berlinBlock": 0, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0, "pragueTime": 0},
           "timestamp": "0x1", "gasLimit": "0x3938700", "difficulty": "0x1",
           "alloc": {"%s": {"balance": "0x0", "code": "0x602a60005260206000f3"}}}
          """
              .formatted(chainId, ANSWERS_42));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ChainSpec.of("test", chainId, genesis, directory).withBlockTime(FAST);
  }

  private static int answer(EvmClient client) {
    String result = client.call(ANSWERS_42, "0x");
    return Integer.decode("0x" + result.substring(result.length() - 4));
  }

  /** Completes with the first message that is not the answer to the subscription. */
  private record FirstPush(CompletableFuture<String> pushed) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (text.toString().contains("eth_subscription")) {
        pushed.complete(text.toString());
      }
      socket.request(1);
      return null;
    }
  }
}
