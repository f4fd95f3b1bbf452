package io.govchain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.follow.ValidatorChanges;
import io.govchain.evm.proof.Vectors.Recorded;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Trails that are found on a chain lead to its blocks. No QBFT node can be had in every build, so
 * that a stand-in answers for it over HTTP: with blocks recorded from a real one, and with blocks
 * made and sealed here. Beside the trails' own tests, whose keys and blocks it uses.
 */
class ValidatorChangesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<SigningKey> FIRST = ValidatorTrailTest.keys(4);
  private static final List<SigningKey> GROWN =
      ValidatorTrailTest.concat(FIRST, ValidatorTrailTest.keys(1));
  private static final List<SigningKey> LAST = GROWN.subList(1, 5);
  private static final List<String> ANCHOR = ValidatorTrailTest.addresses(FIRST);

  private static final List<SigningKey> MANY = ValidatorTrailTest.keys(105);
  private static final Map<Long, BlockHeader> HEADERS = new ConcurrentHashMap<>();
  private static final Map<Long, BlockHeader> ROTATED = new ConcurrentHashMap<>();

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private EvmClient client;

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void shouldLeadToEveryBlock_whenSetsGrowShrinkAndChangeBack() throws IOException {
    connect(ValidatorChangesTest::headerMode);
    ValidatorChanges ascending = changes();
    ValidatorChanges descending = changes();

    List<Long> numbers =
        List.of(1L, 6L, 19L, 20L, 21L, 29L, 30L, 31L, 39L, 40L, 45L, 59L, 60L, 61L, 79L);
    for (long number : numbers) {
      leadsTo(number, ascending);
    }
    for (long number : numbers.reversed()) {
      leadsTo(number, descending);
    }
    leadsTo(25, ascending);
    leadsTo(79, descending);
    assertThat(ascending.to(header(15))).isEmpty();
    assertThat(ascending.to(header(25)).orElseThrow().steps()).hasSize(1);
  }

  @Test
  void shouldNotLookAgain_whenItHasFoundTheChanges() throws IOException {
    connect(ValidatorChangesTest::headerMode);
    ValidatorChanges changes = changes();
    changes.to(header(100));
    int before = asked.get();

    changes.to(header(101));
    assertThat(asked.get() - before).isEqualTo(1);
    changes.forgetAbove(10);
    leadsTo(101, changes);
    assertThat(asked.get() - before).isGreaterThan(4);
  }

  @Test
  void shouldTellTheNewestChanges_whenThereAreMoreThanATrailHolds() throws IOException {
    connect((method, parameters) -> json(rotated(Hex.toLong(parameters.get(0).asText()))));
    BlockHeader block = rotated(100);

    ValidatorTrail trail = changes().to(block).orElseThrow();

    assertThat(trail.steps()).hasSize(ValidatorTrail.MAX_STEPS);
    long oldest = trail.steps().getFirst().header().number();
    trail.verify(block, ValidatorTrailTest.addresses(window(oldest)), Optional.empty());
    assertThatThrownBy(
            () -> trail.verify(block, ValidatorTrailTest.addresses(window(5)), Optional.empty()))
        .isInstanceOf(ProofException.class);
  }

  /** With every block one validator leaves and another comes. */
  private static BlockHeader rotated(long number) {
    return ROTATED.computeIfAbsent(
        number, wanted -> ValidatorTrailTest.block(wanted, window(wanted), window(wanted)));
  }

  private static List<SigningKey> window(long number) {
    return MANY.subList((int) number, (int) number + 4);
  }

  @Test
  void shouldFail_whenTheNodeHasNotTheBlock() throws IOException {
    connect((method, parameters) -> JSON.nullNode());

    assertThatThrownBy(() -> changes().to(header(25)))
        .isInstanceOf(EvmException.class)
        .hasMessageContaining("the node has none");
  }

  @Test
  void shouldProveTheContractsList_whenTheRealContractAdmittedAFifth() throws IOException {
    Recorded changing = recorded(44);
    Recorded after = recorded(45);
    ValidatorContract contract =
        new ValidatorContract(
            after.json().get("validatorProof").get("address").asText(),
            "0x" + "0".repeat(64),
            Optional.of(after.json().get("validatorProof").get("codeHash").asText()),
            Optional.empty());
    connect((method, parameters) -> contractMode(method, parameters, changing, after));
    ValidatorChanges changes = new ValidatorChanges(client, 30, Optional.of(contract));

    ValidatorTrail trail = changes.to(after.header()).orElseThrow();

    assertThat(trail.steps()).hasSize(1);
    assertThat(trail.steps().getFirst().header().number()).isEqualTo(44);
    trail.verify(after.header(), changing.signers(), Optional.of(contract));
    assertThat(changes.to(changing.header())).isEmpty();
  }

  private ValidatorChanges changes() {
    return new ValidatorChanges(client, 5, Optional.empty());
  }

  private static void leadsTo(long number, ValidatorChanges changes) {
    BlockHeader block = header(number);
    Optional<ValidatorTrail> trail = changes.to(block);
    if (trail.isPresent()) {
      trail.get().verify(block, ANCHOR, Optional.empty());
    } else {
      QbftSeals.verifyHeaderMode(block, ANCHOR);
    }
  }

  private static List<SigningKey> validators(long number) {
    if (number < 20 || (number >= 30 && number < 40)) {
      return FIRST;
    }
    return number < 30 || (number >= 40 && number < 60) ? GROWN : LAST;
  }

  private static BlockHeader header(long number) {
    return HEADERS.computeIfAbsent(
        number, wanted -> ValidatorTrailTest.block(wanted, validators(wanted), validators(wanted)));
  }

  private static JsonNode headerMode(String method, JsonNode parameters) {
    assertThat(method).isEqualTo("eth_getBlockByNumber");
    return json(header(Hex.toLong(parameters.get(0).asText())));
  }

  private static JsonNode json(BlockHeader header) {
    ObjectNode json = ValidatorTrailTest.four().json().get("block").deepCopy();
    return json.put("number", Hex.quantity(header.number()))
        .put("extraData", header.extraData())
        .put("hash", header.hash());
  }

  private static JsonNode contractMode(
      String method, JsonNode parameters, Recorded changing, Recorded after) {
    if (method.equals("eth_getBlockByNumber")) {
      assertThat(parameters.get(0).asText()).isEqualTo("0x2c");
      return changing.json().get("block");
    }
    boolean storage = method.equals("eth_getStorageAt");
    long number = Hex.toLong(parameters.get(2).asText());
    JsonNode proof = (number < 44 ? changing : after).json().get("validatorProof");
    if (!storage) {
      assertThat(method).isEqualTo("eth_getProof");
      assertThat(parameters.get(1)).hasSize(6);
      return proof;
    }
    for (JsonNode entry : proof.get("storageProof")) {
      if (Hex.number(entry.get("key").asText()).equals(Hex.number(parameters.get(1).asText()))) {
        return TextNode.valueOf("0x%064x".formatted(Hex.number(entry.get("value").asText())));
      }
    }
    throw new AssertionError("slot " + parameters.get(1));
  }

  private static Recorded recorded(long number) {
    return Vectors.contractMode().stream()
        .filter(block -> block.header().number() == number)
        .findFirst()
        .orElseThrow();
  }

  private void connect(BiFunction<String, JsonNode, JsonNode> node) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          JsonNode request = JSON.readTree(exchange.getRequestBody());
          ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
          answer.set("id", request.get("id"));
          answer.set("result", node.apply(request.get("method").asText(), request.get("params")));
          byte[] body = JSON.writeValueAsBytes(answer);
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    client =
        EvmClient.connect(
            EvmEndpoint.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
  }
}
