package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.world.Answer;
import io.govchain.console.world.ConsoleWorld;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Institution;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who ask for too much, in the wrong way, or for what is not theirs. */
class MisuseTest {
  private static final String WORK_ORDERS = "0x0000000000000000000000000000000000001003";
  private static ConsoleWorld world;

  @BeforeAll
  static void found(@TempDir Path home) {
    world =
        ConsoleWorld.start(
            home,
            "limits: {requestsPerSecond: 200, burst: 400, streamsPerAddress: 3,"
                + " receiveTimeout: 2s}\n");
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @Test
  void shouldRefuse_whenTheBodyIsTooLarge() {
    String huge = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "x".repeat(3 << 20) + "\"}";
    Answer answer = world.post("/v1/rpc", huge);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("body-too-large");
  }

  @Test
  void shouldRefuse_whenTheBodyIsTooDeep() {
    Answer answer = world.post("/v1/rpc", "[".repeat(900) + "]".repeat(900));
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isIn("body-malformed", "request-invalid");
  }

  @Test
  void shouldGiveUp_whenTheBodyTricklesIn() throws Exception {
    String head =
        "POST /v1/rpc HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n{";
    assertThat(raw(head)).contains("408").contains("body-too-slow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "10.0.0.1:80"})
  void shouldRefuse_whenCalledByAnotherName(String host) throws Exception {
    String answer = raw("GET /v1/network HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 421").contains("host-refused");
  }

  @Test
  void shouldRefuse_whenAnotherSitesPageAsks() {
    Answer answer =
        world.send(
            HttpRequest.newBuilder(world.address("/v1/rpc"))
                .header("content-type", "application/json")
                .header("origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString(call("eth_chainId", "[]"))));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("origin-refused");
  }

  @Test
  void shouldServeAWalletAsItsNode_whenItAsksFromItsOwnOrigin() {
    String wallet = "chrome-extension://nkbihfbeogaeaoehlefnkodbefgpgknn";
    Answer answer =
        world.send(
            HttpRequest.newBuilder(world.address("/v1/rpc"))
                .header("content-type", "application/json")
                .header("origin", wallet)
                .POST(HttpRequest.BodyPublishers.ofString(call("eth_chainId", "[]"))));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo(wallet);
    Answer other =
        world.send(
            HttpRequest.newBuilder(world.address("/v1/votes"))
                .header("content-type", "application/json")
                .header("origin", wallet)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(other.code()).isEqualTo("origin-refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/console.yaml",
        "/assets/../../openapi.yaml",
        "//etc/passwd",
        "/assets/..%5c..%5cconsole.yaml"
      })
  void shouldServeNothingElse_whenThePathLeavesThePage(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    assertThat(answer).doesNotContain("root:").doesNotContain("passwordFile");
    assertThat(answer.substring(9, 12)).isIn("200", "400", "404");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eth_sendTransaction",
        "eth_accounts",
        "anvil_setBalance",
        "debug_traceTransaction",
        "personal_unlockAccount",
        "admin_peers",
        "evm_mine",
        "eth_newFilter"
      })
  void shouldRefuse_whenTheMethodIsNotOffered(String method) {
    JsonNode answer = world.post("/v1/rpc", call(method, "[]")).json();
    assertThat(answer.at("/error/data/code").asText()).isEqualTo("rpc-method-refused");
    assertThat(answer.path("id").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}]",
        "[{\"fromBlock\":\"0x0\",\"toBlock\":\"latest\"}]",
        "[{\"address\":\"0x00000000000000000000000000000000000000aa\",\"fromBlock\":\"0x0\"}]",
        "[{\"address\":[],\"fromBlock\":\"0x0\"}]",
        "[{\"address\":\"0x0000000000000000000000000000000000001003\",\"fromBlock\":\"0x0\","
            + "\"toBlock\":\"0xffffff\"}]",
        "[{\"address\":\"0x0000000000000000000000000000000000001003\",\"fromBlock\":\"0x9\","
            + "\"toBlock\":\"0x1\"}]"
      })
  void shouldRefuse_whenLogsAreAskedForWithoutBounds(String params) {
    JsonNode answer = world.post("/v1/rpc", call("eth_getLogs", params)).json();
    assertThat(answer.at("/error/data/code").asText()).isEqualTo("rpc-logs-refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"data\":\"0x5b600056\"},\"latest\"]",
        "[{\"to\":\"0x00000000000000000000000000000000000000aa\"},\"latest\"]",
        "[{\"to\":\"0x0000000000000000000000000000000000001003\"},\"latest\",{}]"
      })
  void shouldRefuse_whenOtherCodeIsToBeRun(String params) {
    for (String method : List.of("eth_call", "eth_estimateGas")) {
      JsonNode answer = world.post("/v1/rpc", call(method, params)).json();
      assertThat(answer.at("/error/data/code").asText()).isEqualTo("rpc-parameters-refused");
    }
  }

  /** Not every node bounds by itself what a call may compute. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\"0x7fffffffffffffff\"", "\"0xffffffffffffffffff\"", "1e30", "9999999999"})
  void shouldRefuse_whenACallBringsMoreGasThanABlockHolds(String gas) {
    for (String field : List.of("gas", "gasLimit")) {
      String params = "[{\"to\":\"%s\",\"%s\":%s},\"latest\"]".formatted(WORK_ORDERS, field, gas);
      for (String method : List.of("eth_call", "eth_estimateGas")) {
        JsonNode answer = world.post("/v1/rpc", call(method, params)).json();
        assertThat(answer.at("/error/data/code").asText()).isEqualTo("rpc-parameters-refused");
      }
    }
    String raw = signed(WORK_ORDERS, world.consortium.chain().chainId(), 1L << 40);
    assertThat(refusal(raw)).isEqualTo("rpc-transaction-refused");
  }

  @Test
  void shouldBoundTheBlocksOfAllQuestionsForLogsTogether() {
    String wide =
        call(
            "eth_getLogs",
            "[{\"address\":\"%s\",\"fromBlock\":\"0x0\",\"toBlock\":\"0x752f\"}]"
                .formatted(WORK_ORDERS));
    JsonNode answers = world.post("/v1/rpc", "[" + wide + "," + wide + "]").json();
    List<String> codes = new ArrayList<>();
    answers.forEach(answer -> codes.add(answer.at("/error/data/code").asText()));
    assertThat(codes).containsExactlyInAnyOrder("", "rpc-logs-refused");
  }

  @Test
  void shouldRefuse_whenItIsUnclearOfWhichBlocksLogsAreAskedFor() {
    String filter =
        "[{\"address\":\"%s\",\"fromBlock\":\"0x0\",\"blockHash\":\"0x%s\"}]"
            .formatted(WORK_ORDERS, "00".repeat(32));
    JsonNode answer = world.post("/v1/rpc", call("eth_getLogs", filter)).json();
    assertThat(answer.at("/error/data/code").asText()).isEqualTo("rpc-logs-refused");
  }

  @Test
  void shouldRefuse_whenFeesAreAskedForInTooManyWays() {
    String percentiles = "1,".repeat(200) + "2";
    JsonNode answer =
        world
            .post("/v1/rpc", call("eth_feeHistory", "[\"0x400\",\"latest\",[" + percentiles + "]]"))
            .json();
    assertThat(answer.at("/error/data/code").asText()).isEqualTo("rpc-parameters-refused");
  }

  @Test
  void shouldAnswerAsTheNodeDoes_whenTheCallIsOffered() {
    String logs =
        call("eth_getLogs", "[{\"address\":\"%s\",\"fromBlock\":\"0x0\"}]".formatted(WORK_ORDERS));
    Answer batch = world.post("/v1/rpc", "[" + call("eth_chainId", "[]") + "," + logs + "]");
    assertThat(batch.status()).isEqualTo(200);
    assertThat(Hex.toLong(batch.json().at("/0/result").asText()))
        .isEqualTo(world.consortium.chain().chainId());
    assertThat(batch.json().at("/1/result").isArray()).isTrue();
  }

  @Test
  void shouldRefuse_whenABatchIsTooLong() {
    String calls = String.join(",", java.util.Collections.nCopies(51, call("eth_chainId", "[]")));
    Answer answer = world.post("/v1/rpc", "[" + calls + "]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("rpc-malformed");
  }

  @Test
  void shouldRefuse_whenATransactionGoesElsewhere() {
    String stranger = "0x00000000000000000000000000000000000000aa";
    assertThat(refusal(signed(stranger, world.consortium.chain().chainId())))
        .isEqualTo("rpc-transaction-refused");
    assertThat(refusal(signed(WORK_ORDERS, 1))).isEqualTo("rpc-transaction-refused");
    assertThat(refusal("0x00")).isEqualTo("rpc-transaction-refused");
    assertThat(refusal(signed(WORK_ORDERS, world.consortium.chain().chainId()))).isEmpty();
  }

  @Test
  void shouldNotSend_whenTheTransactionWouldFail() {
    SigningKey stranger = world.relay.key();
    Call doomed = GovernanceCalls.suspendService("registry/crosschain-proxy");
    JsonNode batch =
        world
            .post(
                "/v1/rpc", "[" + sending(stranger, doomed) + "," + call("eth_chainId", "[]") + "]")
            .json();
    assertThat(batch).hasSize(2);
    JsonNode refused = batch.get(0);
    assertThat(refused.path("id").asInt()).isEqualTo(7);
    assertThat(refused.at("/error/data").asText())
        .as("the contract's own reason in %s", refused)
        .startsWith(Keccak.ofText("AccessManagedUnauthorized(address)").substring(0, 10));
    assertThat(batch.at("/1/result").asText()).startsWith("0x");
    assertThat(pending(stranger)).as("nothing waits for a block").isZero();

    Call good =
        GovernanceCalls.applyForMembership(
            "museum", "City Museum", Institution.Category.GOVERNANCE, "0x" + "5d".repeat(32), "{}");
    assertThat(world.post("/v1/rpc", sending(stranger, good)).json().path("result").asText())
        .hasSize(66);
    assertThat(pending(stranger)).isOne();
  }

  private static long pending(SigningKey key) {
    return Hex.toLong(
        world
            .post(
                "/v1/rpc",
                call("eth_getTransactionCount", "[\"%s\",\"pending\"]".formatted(key.address())))
            .json()
            .path("result")
            .asText());
  }

  private static String sending(SigningKey key, Call call) {
    UnsignedTransaction unsigned =
        new UnsignedTransaction(
            world.consortium.chain().chainId(),
            0,
            call.to(),
            BigInteger.ZERO,
            call.data(),
            call.gasLimit(),
            GasPrice.zero());
    return call("eth_sendRawTransaction", "[\"" + key.signTransaction(unsigned).raw() + "\"]");
  }

  @Test
  void shouldRefuseFurtherStreams_whenAnAddressHasAsManyAsItMay() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Socket socket = connect("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(until(socket, "retry: 1000")).startsWith("HTTP/1.1 200");
        open.add(socket);
      }
      Answer fourth = world.get("/v1/events");
      assertThat(fourth.status()).isEqualTo(429);
      assertThat(fourth.code()).isEqualTo("too-many-streams");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void shouldTellTheRest_whenAStreamIsResumed() throws Exception {
    String head = "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: %d\r\n\r\n";
    try (Socket socket = connect(head.formatted(1))) {
      String text = until(socket, "event: block");
      assertThat(text).contains("id: 1\n").contains("text/event-stream");
    }
  }

  @Test
  void shouldTellBrowsersToBeStrict_whenAnythingIsAnswered() {
    Answer answer = world.get("/v1/network");
    assertThat(answer.header("content-security-policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .contains("frame-ancestors 'none'");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
  }

  private static String call(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}"
        .formatted(method, params);
  }

  private static String refusal(String raw) {
    String call = call("eth_sendRawTransaction", "[\"" + raw + "\"]");
    return world.post("/v1/rpc", call).json().at("/error/data/code").asText();
  }

  private static String signed(String to, long chainId) {
    return signed(to, chainId, 100_000);
  }

  private static String signed(String to, long chainId, long gas) {
    SigningKey key = world.member("registry").operator().key();
    return key.signTransaction(
            new UnsignedTransaction(
                chainId, 0, Optional.of(to), BigInteger.ZERO, "0x", gas, GasPrice.zero()))
        .raw();
  }

  private static Socket connect(String head) throws IOException {
    Socket socket = new Socket("127.0.0.1", world.console.port());
    socket.setSoTimeout(20_000);
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  private static String raw(String head) throws IOException {
    try (Socket socket = connect(head)) {
      return until(socket, "}");
    }
  }

  /** What came up to a text, or to the end of the connection. */
  private static String until(Socket socket, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[4096];
    int count;
    while (read.indexOf(text) < 0 && (count = in.read(buffer)) > 0) {
      read.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    return read.toString();
  }
}
