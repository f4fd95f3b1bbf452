package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.AdapterSettingsException;
import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayArgumentsException;
import io.govchain.adapter.GatewayRequest;
import io.govchain.adapter.GatewayRequests;
import io.govchain.adapter.GatewayStatus;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.SubchainGateway;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real gateway on a real chain, as the adapter's host meets it. */
@Timeout(180)
class EvmGatewayTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String STORE = "store(bytes32,string)";
  private static final String PIPELINE = Keccak.ofText("east/sharing");
  private static final String NOTHING = "0x" + "0".repeat(64);
  private static final String TRANSACTION = "0x" + "7a".repeat(32);
  private static final String CALL_ANSWERED =
      Keccak.ofText("CallAnswered(bytes32,bytes32,uint8,bytes)");
  private static LocalChain chain;
  private static TransactionSender owner;

  @TempDir Path directory;
  private final MemoryWrites store = new MemoryWrites();
  private final List<SubchainAdapter> opened = new ArrayList<>();
  private String account;
  private String gateway;

  @BeforeAll
  static void startChain() {
    chain = LocalChain.start(4244);
    owner =
        new TransactionSender(
            chain.client(),
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee());
  }

  @AfterAll
  static void stopChain() {
    owner.close();
    chain.close();
  }

  @BeforeEach
  void deploy() throws Exception {
    Files.writeString(directory.resolve("password"), "a password\n");
    account =
        KeystoreFile.create(
                directory.resolve("chain.json"),
                "a password".toCharArray(),
                KeystoreFile.Strength.LIGHT)
            .address();
    Files.createDirectory(directory.resolve("abis"));
    Files.writeString(directory.resolve("abis/Gateway.json"), resource("abi/Gateway.json"));
    String constructed = encode("c(address)", owner.address()).substring(10);
    gateway =
        done(Call.create(resource("bytecode/Gateway.hex").strip() + constructed, 8_000_000))
            .contractAddress()
            .orElseThrow();
    does("registerAccount(address)", account);
    does("setCaller(bytes32,address,bool)", PIPELINE, owner.address(), true);
  }

  @AfterEach
  void closeAdapters() {
    opened.forEach(SubchainAdapter::close);
  }

  @Test
  void shouldGiveEveryRequestOnce_whenReadFromAPosition() throws Exception {
    long deadline = chain.client().latestHeader().timestamp() + 100;
    Receipt first = asks(deadline, arguments("one"), NOTHING);
    asks(deadline, arguments("two"), NOTHING);
    asks(deadline, "0x", TRANSACTION);

    GatewayRequests page = gateway(Map.of()).requests(0, 0);

    assertThat(page.requests()).extracting(GatewayRequest::number).containsExactly(1L, 2L, 3L);
    GatewayRequest one = page.requests().getFirst();
    assertThat(one.caller()).isEqualTo(owner.address());
    assertThat(one.pipeline()).isEqualTo(PIPELINE);
    assertThat(one.function()).isEqualTo(Keccak.ofText(STORE));
    assertThat(one.arguments()).isEqualTo(arguments("one"));
    assertThat(one.deadline()).isEqualTo(deadline);
    assertThat(one.block()).isEqualTo(first.blockNumber());
    assertThat(one.time())
        .isEqualTo(chain.client().header(first.blockNumber()).orElseThrow().timestamp());
    assertThat(page.requests())
        .extracting(GatewayRequest::disclosed)
        .containsExactly(true, true, false);
    assertThat(page.lastNumber()).isEqualTo(3);
    assertThat(gateway(Map.of()).requests(page.throughBlock() + 1, 3).requests()).isEmpty();
  }

  @Test
  void shouldFindRequestsByTheirNumber_whenTheBlocksReadDoNotHoldThem() throws Exception {
    long deadline = chain.client().latestHeader().timestamp() + 100;
    asks(deadline, arguments("one"), NOTHING);
    Receipt second = asks(deadline, arguments("two"), NOTHING);

    GatewayRequests page = gateway(Map.of()).requests(second.blockNumber(), 0);

    assertThat(page.requests()).extracting(GatewayRequest::number).containsExactly(1L, 2L);
  }

  @Test
  void shouldGetThroughInPieces_whenABlockHoldsMoreThanTheNodeGives() throws Exception {
    long before = chain.client().latestHeader().number();
    askMany(130);
    try (PartialNode node = PartialNode.refusing(chain.http())) {
      assertThat(readToTheEnd(gateway(Map.of("rpc", node.url())), before, 100))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 130).boxed().toList());
    }
  }

  @Test
  void shouldCatchUpInPieces_whenTheNodesIndexIsFarBehind() throws Exception {
    askMany(230);
    try (PartialNode node = PartialNode.behind(chain.http())) {
      SubchainGateway gateway = gateway(Map.of("rpc", node.url()));
      assertThat(gateway.requests(0, 0).requests()).hasSize(100);
      assertThat(readToTheEnd(gateway, 0, 100))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 230).boxed().toList());
    }
  }

  /** From one position to the next, at most so many at once, as the gateway's listener does. */
  private static List<Long> readToTheEnd(SubchainGateway gateway, long from, int most) {
    List<Long> numbers = new ArrayList<>();
    long next = from;
    for (int i = 0; i < 500; i++) {
      try {
        long last = numbers.isEmpty() ? 0 : numbers.getLast();
        GatewayRequests page = gateway.requests(next, last);
        assertThat(page.requests()).hasSizeLessThanOrEqualTo(most);
        page.requests().forEach(request -> numbers.add(request.number()));
        next = Math.max(next, page.throughBlock() + 1);
        if (page.throughBlock() >= page.newestBlock()) {
          return numbers;
        }
      } catch (SubchainUnavailableException shorterNextTime) {
        assertThat(shorterNextTime).hasMessageContaining("more than is given");
      }
    }
    throw new AssertionError("expected to get through, came to " + numbers.size());
  }

  private void askMany(int many) throws Exception {
    long deadline = chain.client().latestHeader().timestamp() + 100;
    List<CompletableFuture<Receipt>> asked = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      asked.add(owner.submit(UUID.randomUUID().toString(), asking(deadline)));
    }
    for (CompletableFuture<Receipt> one : asked) {
      assertThat(one.get(60, TimeUnit.SECONDS).succeeded()).isTrue();
    }
  }

  private Call asking(long deadline) {
    Object request =
        List.of(PIPELINE, Keccak.ofText(STORE), NOTHING, arguments("one"), deadline, 0);
    return new Call(
        gateway,
        encode("request((bytes32,bytes32,bytes32,bytes,uint40,uint24))", request),
        1_000_000);
  }

  @Test
  void shouldWait_whenBlocksMayStillBeUndone() throws Exception {
    SubchainGateway careful = gateway(Map.of("confirmations", "4"));
    long block =
        asks(chain.client().latestHeader().timestamp() + 100, arguments("one"), NOTHING)
            .blockNumber();

    GatewayRequests early = careful.requests(block, 0);
    LocalChain.await("four more blocks", () -> chain.client().latestHeader().number() >= block + 4);
    GatewayRequests late = careful.requests(block, 0);

    assertThat(early.requests()).isEmpty();
    assertThat(early.newestBlock()).isLessThan(block);
    assertThat(early.throughBlock()).isEqualTo(block - 1);
    assertThat(late.requests()).hasSize(1);
  }

  @Test
  void shouldWaitAsTheRuleWants_whenItAsksForMoreThanTheSettings() throws Exception {
    SubchainAdapter adapter = open(store, Map.of("confirmations", "1"));
    SubchainGateway careful = adapter.gateway(gateway).orElseThrow();
    adapter.confirmAtLeast(40);
    adapter.confirmAtLeast(4);
    long block =
        asks(chain.client().latestHeader().timestamp() + 100, arguments("one"), NOTHING)
            .blockNumber();
    awaitBlocks(2);

    GatewayRequests early = careful.requests(block, 0);
    LocalChain.await(
        "forty more blocks", () -> chain.client().latestHeader().number() >= block + 40);
    GatewayRequests late = careful.requests(block, 0);

    assertThat(early.requests()).isEmpty();
    assertThat(early.newestBlock()).isLessThan(block);
    assertThat(late.requests()).hasSize(1);
  }

  @Test
  void shouldSeeNothingYet_whenTheGatewayIsYoungerThanTheFinalBlocks() throws Exception {
    SubchainGateway careful = gateway(Map.of("confirmations", "1000"));
    asks(chain.client().latestHeader().timestamp() + 100, arguments("one"), NOTHING);

    GatewayRequests page = careful.requests(0, 0);

    assertThat(page.requests()).isEmpty();
    assertThat(page.newestBlock()).isZero();
    assertThat(page.lastNumber()).isZero();
  }

  @Test
  void shouldNotRelyOnAnAnswer_whileItsBlockMayStillBeUndone() throws Exception {
    SubchainGateway careful = gateway(Map.of("confirmations", "4"));
    String id = asksAndGivesId();
    awaitBlocks(4);

    answered(gateway(Map.of()), "d/1", returned(id, "[7,\"seven\"]"));

    assertThatThrownBy(() -> careful.status(id))
        .isInstanceOf(SubchainUnavailableException.class)
        .hasMessageContaining("may still be undone");
    awaitBlocks(4);
    assertThat(careful.status(id)).isEqualTo(GatewayStatus.SUCCEEDED);
  }

  private static void awaitBlocks(int more) {
    long block = chain.client().latestHeader().number() + more;
    LocalChain.await("more blocks", () -> chain.client().latestHeader().number() >= block);
  }

  @Test
  void shouldSayWhatIsWrong_whenThereIsNoGateway() {
    SubchainGateway nothing = open(store, Map.of()).gateway("0x" + "01".repeat(20)).orElseThrow();

    assertThatThrownBy(() -> nothing.requests(0, 0))
        .isInstanceOf(SubchainUnavailableException.class)
        .hasMessageContaining("expected a gateway at 0x0101");
    assertThatThrownBy(() -> open(store, Map.of()).gateway("west"))
        .isInstanceOf(AdapterSettingsException.class)
        .hasMessageContaining("0x and 40 hex digits, found west");
  }

  @Test
  void shouldReadArguments_onlyInTheOneEncodingThatTheyHave() throws Exception {
    SubchainGateway reader = gateway(Map.of());
    String encoded = arguments("deed");

    assertThat(reader.arguments(STORE, encoded)).isEqualTo("[\"" + NOTHING + "\",\"deed\"]");
    assertThat(reader.arguments("ping()", "0x")).isEqualTo("[]");
    for (String other :
        List.of(encoded + "00".repeat(32), "0x1234", "0x", encoded.substring(0, 70))) {
      assertThatThrownBy(() -> reader.arguments(STORE, other))
          .as(other)
          .isInstanceOf(GatewayArgumentsException.class);
    }
    assertThatThrownBy(() -> reader.arguments("no signature", encoded))
        .isInstanceOf(GatewayArgumentsException.class);
  }

  @Test
  void shouldAnswerOnce_whenAskedAgainAndAfterTheJournalIsLost() throws Exception {
    String id = asksAndGivesId();
    GatewayAnswer answer =
        new GatewayAnswer(
            id, GatewayStatus.SUCCEEDED, Optional.of(TRANSACTION), Optional.empty(), "", 0);

    WriteOutcome first = answered(gateway(Map.of()), "a/1", answer);
    WriteOutcome again = answered(gateway(Map.of()), "a/1", answer);
    SubchainGateway forgetful = open(new MemoryWrites(), Map.of()).gateway(gateway).orElseThrow();
    WriteOutcome forgotten = answered(forgetful, "a/1", answer);

    assertThat(first).isInstanceOf(WriteOutcome.Succeeded.class);
    assertThat(hash(again)).isEqualTo(hash(first));
    assertThat(hash(forgotten)).isEqualTo(hash(first));
    assertThat(forgetful.status(id)).isEqualTo(GatewayStatus.SUCCEEDED);
    assertThat(chain.client().transactionCount(account)).isEqualTo(1);
  }

  @Test
  void shouldSayWhyInWords_whenTheGatewayTakesNoAnswer() throws Exception {
    String id = asksAndGivesId();
    SubchainGateway adapter = gateway(Map.of());
    GatewayAnswer early =
        new GatewayAnswer(
            id, GatewayStatus.EXPIRED, Optional.empty(), Optional.empty(), "too-late", 0);

    WriteOutcome.Failed refused = (WriteOutcome.Failed) answered(adapter, "b/1", early);

    assertThat(refused.reason().text()).contains("DeadlineNotPassed");
    assertThat(adapter.status(id)).isEqualTo(GatewayStatus.REQUESTED);
    assertThat(adapter.status(TRANSACTION)).isEqualTo(GatewayStatus.UNKNOWN);
  }

  @Test
  void shouldBringReasonOrValueInTheChainsEncoding() throws Exception {
    SubchainGateway adapter = gateway(Map.of());
    String failed = asksAndGivesId();
    String read = asksAndGivesId();
    String tooLong = asksAndGivesId();

    answered(
        adapter,
        "c/1",
        new GatewayAnswer(
            failed, GatewayStatus.FAILED, Optional.of(failed), Optional.empty(), "because", 0));
    answered(adapter, "c/2", returned(read, "[7,\"seven\"]"));
    answered(adapter, "c/3", returned(tooLong, "[7,\"" + "s".repeat(5_000) + "\"]"));

    assertThat(decoded(result(failed), "(string)").get(0).asText()).isEqualTo("because");
    assertThat(decoded(result(read), "(uint8,string)").toString()).isEqualTo("[7,\"seven\"]");
    assertThat(result(tooLong)).isEqualTo("0x");
  }

  private static GatewayAnswer returned(String id, String json) {
    return new GatewayAnswer(
        id,
        GatewayStatus.SUCCEEDED,
        Optional.of(TRANSACTION),
        Optional.of(new GatewayAnswer.Returned("find(bytes32)(uint8,string)", json)),
        "",
        0);
  }

  private String asksAndGivesId() throws Exception {
    return asks(chain.client().latestHeader().timestamp() + 100, arguments("deed"), NOTHING)
        .logs()
        .getFirst()
        .topics()
        .get(1);
  }

  private Receipt asks(long deadline, String arguments, String digest) throws Exception {
    return does(
        "request((bytes32,bytes32,bytes32,bytes,uint40,uint24))",
        List.of(PIPELINE, Keccak.ofText(STORE), digest, arguments, deadline, 0));
  }

  private static String arguments(String text) {
    return "0x" + encode(STORE, NOTHING, text).substring(10);
  }

  private String result(String id) {
    Log log =
        chain
            .client()
            .logs(
                LogFilter.blocks(0, chain.client().latestHeader().number())
                    .from(gateway)
                    .topic(CALL_ANSWERED)
                    .topic(id))
            .getFirst();
    return decoded(log.data(), "(uint8,bytes)").get(1).asText();
  }

  private static JsonNode decoded(String data, String types) {
    return FunctionSignature.parse("decoded()" + types).decodeResult(data);
  }

  private static WriteOutcome answered(
      SubchainGateway gateway, String reference, GatewayAnswer answer) throws Exception {
    return gateway.answer(reference, answer).get(30, TimeUnit.SECONDS);
  }

  private static String hash(WriteOutcome outcome) {
    return ((WriteOutcome.Succeeded) outcome).transactionHash();
  }

  private SubchainGateway gateway(Map<String, String> other) {
    return open(store, other).gateway(gateway).orElseThrow();
  }

  private SubchainAdapter open(MemoryWrites writes, Map<String, String> other) {
    Map<String, String> settings = new HashMap<>(other);
    settings.putIfAbsent("rpc", chain.http().toString());
    settings.put("keystore", "chain.json");
    settings.put("passwordFile", "password");
    settings.put("abis", "abis");
    SubchainAdapter adapter =
        new EvmAdapterFactory().open(new AdapterSettings(directory, settings), writes);
    opened.add(adapter);
    return adapter;
  }

  private Receipt does(String function, Object... arguments) throws Exception {
    Receipt receipt = done(new Call(gateway, encode(function, arguments), 1_000_000));
    assertThat(receipt.succeeded()).as(function).isTrue();
    return receipt;
  }

  private static Receipt done(Call call) throws Exception {
    return owner.submit(UUID.randomUUID().toString(), call).get(30, TimeUnit.SECONDS);
  }

  private static String encode(String function, Object... arguments) {
    return FunctionSignature.parse(function).encode(JSON.valueToTree(List.of(arguments)));
  }

  private static String resource(String name) {
    try (InputStream in =
        EvmGatewayTest.class.getResourceAsStream("/io/govchain/contracts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
