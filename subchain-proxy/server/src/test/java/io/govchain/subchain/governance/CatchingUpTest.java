package io.govchain.subchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.Transport;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.follow.Syncing;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.NewestState;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.world.ProxyUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that are behind: after a power cut, put back, or the slower one of several. */
@Timeout(180)
class CatchingUpTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ID = "0x" + "12".repeat(32);
  private static final long SEEN = 100;

  private volatile long head = SEEN;
  private volatile long opened = Long.MAX_VALUE;
  private volatile String syncing = "false";

  @Test
  void shouldNotTellARecordOfAnOlderState_whenTheNodeLags() {
    opened = SEEN - 10;
    head = SEEN - 3;

    assertThatThrownBy(() -> record(SEEN)).isInstanceOf(EvmException.class);

    head = SEEN;
    assertThat(record(SEEN)).isPresent();
  }

  @Test
  void shouldSayThatItWasNeverOpened_whenTheNewestStateDoesNotHaveIt() {
    assertThat(record(SEEN)).isEmpty();
    assertThat(record(-1)).as("before any block was seen").isEmpty();
  }

  @Test
  void shouldTellTheNewestState_whenTheNodeIsAhead() {
    opened = SEEN + 1;
    head = SEEN + 1;

    assertThat(record(SEEN)).isPresent();
  }

  @Test
  void shouldNotRelyOnTheNode_whenItSaysThatItIsCatchingUp() {
    syncing = "{\"startingBlock\":\"0x0\",\"currentBlock\":\"0x64\",\"highestBlock\":\"0xc8\"}";
    try (LiveGovernance governance = new LiveGovernance(client())) {
      governance.start(-1);

      assertThat(governance.staleness().orElseThrow())
          .contains("its node is catching up: at block 100 of 200");
      assertThat(governance.block()).isNegative();
    }
  }

  @Test
  void shouldNotRelyOnTheNode_whenAFormerLifeSawMore() {
    try (LiveGovernance governance = new LiveGovernance(client())) {
      governance.start(SEEN + 20);

      assertThat(governance.staleness().orElseThrow())
          .contains("its node has blocks up to 100, this proxy saw block 120 before");
    }
  }

  @Test
  void shouldTellWhatReadersWaitFor_whenTheNodeIsPutBackByAFewBlocks() {
    try (LiveGovernance governance = new LiveGovernance(client())) {
      governance.start(-1);
      ProxyUnderTest.await("the newest block", () -> governance.block() == SEEN);
      assertThat(governance.setBack()).isZero();
      assertThat(governance.lacking()).isEmpty();

      head = SEEN - 3;

      ProxyUnderTest.await("word of it", () -> governance.setBack() == 3);
      assertThat(governance.lacking().orElseThrow())
          .contains("its node lacks 3 of the blocks that it told of before, up to 100");
      assertThat(governance.staleness()).as("borne").isEmpty();

      head = SEEN;
      ProxyUnderTest.await("the end of it", () -> governance.lacking().isEmpty());
    }
  }

  @Test
  void shouldAskAgain_whenASecondHasPassed() {
    try (EvmClient client = client()) {
      Syncing asked = new Syncing(client);
      syncing = "{\"stages\":[]}";
      assertThat(asked.problem()).contains("its node says that it is catching up");

      syncing = "false";

      ProxyUnderTest.await("another answer", () -> asked.problem().isEmpty());
    }
  }

  @Test
  void shouldNotMind_whenTheNodeOnlyIndexesOrDoesNotKnowTheQuestion() {
    try (EvmClient client = client()) {
      syncing = "{\"currentBlock\":\"0x64\",\"highestBlock\":\"0x66\"}";
      assertThat(new Syncing(client).problem()).isEmpty();
      syncing = "";
      assertThat(new Syncing(client).problem()).isEmpty();
    }
  }

  private Optional<TransactionRecord> record(long seen) {
    try (EvmClient client = client()) {
      return NewestState.of(GovernanceChain.connect(client), () -> seen)
          .read(state -> state.transaction(ID));
    }
  }

  private EvmClient client() {
    return EvmClient.connect(
        EvmEndpoint.of(URI.create("http://127.0.0.1:1")),
        (to, json, timeout, most) -> CompletableFuture.completedFuture(answer(json)));
  }

  private Transport.Answer answer(byte[] json) {
    try {
      JsonNode asked = JSON.readTree(json);
      String body =
          asked.isArray()
              ? StreamSupport.stream(asked.spliterator(), false)
                  .map(this::one)
                  .collect(Collectors.joining(",", "[", "]"))
              : one(asked);
      return new Transport.Answer(200, body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private String one(JsonNode request) {
    JsonNode parameters = request.path("params");
    String answer =
        switch (request.path("method").asText()) {
          case "eth_syncing" -> syncing.isEmpty() ? refused("no such method") : result(syncing);
          case "eth_getBlockByNumber" -> block(parameters, CatchingUpTest::header);
          case "eth_getBlockReceipts" -> block(parameters, number -> "[]");
          default -> call(parameters.path(1).asText());
        };
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}".formatted(request.path("id"), answer);
  }

  private String block(JsonNode parameters, LongFunction<String> shown) {
    long asked = number(parameters.path(0).asText());
    return result(asked > head ? "null" : shown.apply(asked));
  }

  private long number(String block) {
    return block.equals("latest") ? head : Hex.toLong(block);
  }

  private String call(String block) {
    long asked = number(block);
    return asked > head
        ? refused("header not found")
        : result("\"" + record(asked >= opened ? 1 : 0, asked) + "\"");
  }

  private static String result(String json) {
    return "\"result\":" + json;
  }

  private static String refused(String why) {
    return "\"error\":{\"code\":-32000,\"message\":\"" + why + "\"}";
  }

  private static String header(long number) {
    String hash = "0x" + word(number);
    String parent = "0x" + word(number - 1);
    return """
        {"number":"0x%x","hash":"%s","parentHash":"%s","timestamp":"0x1","sha3Uncles":"%s",
        "miner":"0x%s","stateRoot":"%s","transactionsRoot":"%s","receiptsRoot":"%s",
        "logsBloom":"0x%s","difficulty":"0x0","gasLimit":"0x1","gasUsed":"0x0","extraData":"0x",
        "mixHash":"%s","nonce":"0x0000000000000000"}
        """
        .formatted(
            number, hash, parent, hash, "00".repeat(20), hash, hash, hash, "00".repeat(256), hash);
  }

  /** The contract's answer in its encoding: id, status, opened at, deadline, no steps. */
  private static String record(int status, long time) {
    return "0x"
        + word(0x20)
        + ID.substring(2)
        + word(status)
        + word(time)
        + word(time + 600)
        + word(0xa0)
        + word(0);
  }

  private static String word(long value) {
    return "%064x".formatted(value);
  }
}
