package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govchain.adapter.AdapterSettings;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.evm.proof.ValidatorContract;
import io.govchain.evm.proof.ValidatorTrail;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.Signature;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evidence of a write on a chain whose validators have changed: a real chain's blocks, put under
 * QBFT seals on the way to the adapter, as {@code SealedBlocksTest} shows them on real ones.
 */
@Timeout(180)
class TrailOfEvidenceTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<SigningKey> GROWN =
      IntStream.range(0, 5).<SigningKey>mapToObj(i -> SigningKey.random()).toList();
  private static final List<SigningKey> FIRST = GROWN.subList(0, 4);

  private static LocalChain chain;
  private static HttpServer sealing;
  private static EvmClient client;
  private static String hash;
  private static long changed;

  @TempDir Path directory;

  @BeforeAll
  static void write() throws Exception {
    chain = LocalChain.start(4243);
    try (TransactionSender sender =
        new TransactionSender(
            chain.client(),
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee())) {
      for (int i = 0; i < 3; i++) {
        hash =
            sender
                .submit("write " + i, new Call("0x" + "12".repeat(20), "0x", 100_000))
                .get(30, TimeUnit.SECONDS)
                .transactionHash();
      }
    }
    changed = chain.client().receipt(hash).orElseThrow().blockNumber();
    sealing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sealing.createContext("/", TrailOfEvidenceTest::answer);
    sealing.start();
    client =
        EvmClient.connect(
            EvmEndpoint.of(URI.create("http://127.0.0.1:" + sealing.getAddress().getPort())));
  }

  @AfterAll
  static void stop() {
    client.close();
    sealing.stop(0);
    chain.close();
  }

  @Test
  void shouldTellHowTheValidatorsChanged_whenTheyDidSinceTheAnchor() throws Exception {
    JsonNode evidence = evidence(Optional.of(new TrailSettings(0, Optional.empty())));

    ValidatorTrail trail = ValidatorTrail.parse(evidence.get("validators"));
    assertThat(trail.steps()).hasSize(1);
    assertThat(trail.verify(header(evidence), addresses(FIRST), Optional.empty())).hasSize(5);
  }

  @Test
  void shouldTellNothing_whenTheyDidNotChangeOrNobodyWantsToKnow() throws Exception {
    for (Optional<TrailSettings> settings :
        List.of(
            Optional.of(new TrailSettings(changed, Optional.empty())),
            Optional.<TrailSettings>empty())) {
      JsonNode evidence = evidence(settings);

      assertThat(evidence.has("validators")).isFalse();
      QbftSeals.verifyHeaderMode(header(evidence), addresses(GROWN));
    }
  }

  @Test
  void shouldReadTheSettings() {
    String slot = "0x" + "00".repeat(32);
    String address = "0x" + "77".repeat(20);

    assertThat(settings(Map.of())).isEmpty();
    assertThat(settings(Map.of("anchorBlock", "7")))
        .contains(new TrailSettings(7, Optional.empty()));
    assertThat(
            settings(
                Map.of("anchorBlock", "7", "validatorContract", address, "validatorSlot", slot)))
        .contains(
            new TrailSettings(
                7,
                Optional.of(
                    new ValidatorContract(address, slot, Optional.empty(), Optional.empty()))));
    assertThatThrownBy(() -> settings(Map.of("anchorBlock", "latest")))
        .hasMessageContaining("adapter.settings.anchorBlock");
    assertThatThrownBy(() -> settings(Map.of("validatorContract", address, "validatorSlot", slot)))
        .hasMessageContaining("adapter.settings.anchorBlock");
    assertThatThrownBy(() -> settings(Map.of("anchorBlock", "7", "validatorSlot", slot)))
        .hasMessageContaining("adapter.settings.validatorContract");
  }

  private Optional<TrailSettings> settings(Map<String, String> settings) {
    return TrailSettings.of(new AdapterSettings(directory, settings));
  }

  private static JsonNode evidence(Optional<TrailSettings> settings) throws IOException {
    try (Proofs proofs = new Proofs(client, settings.map(trail -> trail.changes(client)))) {
      return JSON.readTree(proofs.evidence(client.receipt(hash).orElseThrow()).evidence());
    }
  }

  private static BlockHeader header(JsonNode evidence) {
    return HeaderRlp.decode(evidence.get("header").asText(), evidence.get("blockHash").asText());
  }

  /** What the chain's node answers, with every block as validators would have sealed it. */
  private static void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    List<Object> parameters = new ArrayList<>();
    request.get("params").forEach(parameters::add);
    JsonNode result =
        chain.client().rpc(request.get("method").asText(), parameters.toArray()).deepCopy();
    seal(result);
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.get("id"));
    answer.set("result", result);
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void seal(JsonNode result) {
    result.forEach(TrailOfEvidenceTest::seal);
    if (result.has("extraData")) {
      BlockHeader sealed = sealed(Hex.toLong(result.get("number").asText()));
      ((ObjectNode) result).put("hash", sealed.hash()).put("extraData", sealed.extraData());
    } else if (result.has("blockHash")) {
      String hash = sealed(Hex.toLong(result.get("blockNumber").asText())).hash();
      ((ObjectNode) result).put("blockHash", hash);
    }
  }

  private static BlockHeader sealed(long number) {
    List<SigningKey> validators = number < changed ? FIRST : GROWN;
    BlockHeader plain = chain.client().header(number).orElseThrow();
    byte[] digest = Keccak.hash(plain.withExtraData(extraData(validators, List.of())).encoded());
    List<Rlp> seals = new ArrayList<>();
    for (SigningKey validator : validators) {
      Signature signature = validator.signDigest(digest);
      byte[] seal = Arrays.copyOf(signature.compact(), 65);
      seal[64] = (byte) signature.recoveryId();
      seals.add(Rlp.bytes(seal));
    }
    String rlp = plain.withExtraData(extraData(validators, seals)).rlp();
    return HeaderRlp.decode(rlp, HeaderRlp.HashRule.QBFT);
  }

  private static String extraData(List<SigningKey> validators, List<Rlp> seals) {
    return Hex.of(
        Rlp.list(
                Rlp.hex("0x" + "00".repeat(32)),
                Rlp.list(addresses(validators).stream().map(Rlp::hex).toList()),
                Rlp.list(),
                Rlp.number(0),
                Rlp.list(seals))
            .encode());
  }

  private static List<String> addresses(List<SigningKey> keys) {
    return keys.stream().map(SigningKey::address).toList();
  }
}
