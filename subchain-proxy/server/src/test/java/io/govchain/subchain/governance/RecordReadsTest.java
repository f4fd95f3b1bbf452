package io.govchain.subchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.TransactionRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records from nodes that are not all as far as each other. */
class RecordReadsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ID = "0x" + "12".repeat(32);
  private static final long SEEN = 100;

  private HttpServer node;
  private EvmClient client;
  private volatile long head = SEEN;
  private volatile long opened = Long.MAX_VALUE;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
    client =
        EvmClient.connect(
            EvmEndpoint.of(URI.create("http://127.0.0.1:" + node.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    client.close();
    node.stop(0);
  }

  @Test
  void shouldNotSayThatItWasNeverOpened_whenTheNodeLags() {
    opened = SEEN - 2;
    head = SEEN - 3;

    assertThatThrownBy(() -> record(SEEN)).isInstanceOf(EvmException.class);

    head = SEEN;
    assertThat(record(SEEN)).isPresent();
  }

  @Test
  void shouldSaySo_whenTheNewestStateDoesNotHaveIt() {
    assertThat(record(SEEN)).isEmpty();
    assertThat(record(-1)).as("before any block was seen").isEmpty();
  }

  @Test
  void shouldTellTheNewestState_whenTheNodeIsAhead() {
    opened = SEEN + 1;
    head = SEEN + 1;

    assertThat(record(SEEN)).isPresent();
  }

  private Optional<TransactionRecord> record(long seen) {
    return new RecordReads(GovernanceChain.connect(client), () -> seen).of(ID);
  }

  /** A node with blocks up to its head; from one of them on the transaction stands open. */
  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String block = request.path("params").path(1).asText();
    long asked = block.equals("latest") ? head : Hex.toLong(block);
    String result =
        asked > head
            ? "\"error\":{\"code\":-32000,\"message\":\"header not found\"}"
            : "\"result\":\"" + record(asked >= opened ? 1 : 0, asked) + "\"";
    byte[] body =
        "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}".formatted(request.path("id"), result).getBytes();
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
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
