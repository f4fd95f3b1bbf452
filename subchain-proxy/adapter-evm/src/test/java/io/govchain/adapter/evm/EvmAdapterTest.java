package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.ArgumentProblem;
import io.govchain.adapter.Following;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.ReadRequest;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.SubchainEvent;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.proof.InclusionProof;
import io.govchain.evm.proof.ProvenReceipt;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.RawTransaction;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The adapter on a real chain with the evidence store. */
@Timeout(180)
class EvmAdapterTest {

  private static final long CHAIN_ID = 4242;
  private static final String STORE = "store(bytes32,string)";
  private static final String FIND = "find(bytes32)(string,address,uint64,bool)";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] TAG = new byte[34];

  /** A contract that answers everybody with who asks: {@code CALLER}, stored and returned. */
  private static final String RETURNS_CALLER = "0x683360005260206000f360005260096017f3";

  private static LocalChain chain;
  private static String contract;

  @TempDir Path directory;
  private final MemoryWrites store = new MemoryWrites();
  private final List<SubchainAdapter> opened = new ArrayList<>();
  private String account;

  @BeforeAll
  static void startChain() throws Exception {
    TAG[0] = 0x7a;
    TAG[33] = 1;
    chain = LocalChain.start(CHAIN_ID);
    contract = deployed(resource("bytecode/EvidenceStore.hex").strip());
  }

  private static String deployed(String code) throws Exception {
    try (TransactionSender deployer =
        new TransactionSender(
            chain.client(),
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee())) {
      return deployer
          .submit("deploy", Call.create(code, 3_000_000))
          .get(30, TimeUnit.SECONDS)
          .contractAddress()
          .orElseThrow();
    }
  }

  @AfterAll
  static void stopChain() {
    chain.close();
  }

  @BeforeEach
  void createKey() throws IOException {
    Files.writeString(directory.resolve("password"), "a password\n");
    account =
        KeystoreFile.create(
                directory.resolve("chain.json"),
                "a password".toCharArray(),
                KeystoreFile.Strength.LIGHT)
            .address();
    Files.createDirectory(directory.resolve("abis"));
    Files.writeString(
        directory.resolve("abis/EvidenceStore.json"), resource("abi/EvidenceStore.json"));
  }

  @AfterEach
  void closeAdapters() {
    opened.forEach(SubchainAdapter::close);
  }

  @Test
  void shouldProveTheWriteUpToTheHeader_whenItSucceeds() throws Exception {
    WriteOutcome outcome = write(open(), "one", digest(1), "deed");

    WriteOutcome.Succeeded done = (WriteOutcome.Succeeded) outcome;
    JsonNode evidence = JSON.readTree(done.evidence());
    assertThat(evidence.get("kind").asText()).isEqualTo("evm-transaction");
    assertThat(evidence.get("chainId").asLong()).isEqualTo(CHAIN_ID);
    assertThat(evidence.get("blockNumber").asLong()).isEqualTo(done.block());
    assertThat(Hex.of(Keccak.hash(Hex.bytes(evidence.get("header").asText()))))
        .isEqualTo(evidence.get("blockHash").asText());
    var header = chain.client().header(done.block()).orElseThrow();
    int index = evidence.get("transactionIndex").asInt();
    String proved =
        InclusionProof.verify(
            header.transactionsRoot(), index, texts(evidence.get("transactionProof")));
    assertThat(proved).isEqualTo(evidence.get("transaction").asText());
    RawTransaction transaction = RawTransaction.parse(proved);
    assertThat(transaction.hash()).isEqualTo(done.transactionHash());
    assertThat(transaction.to()).contains(contract);
    assertThat(transaction.data()).endsWith(Hex.of(TAG).substring(2));
    String receipt =
        InclusionProof.verify(header.receiptsRoot(), index, texts(evidence.get("receiptProof")));
    assertThat(receipt).isEqualTo(evidence.get("receipt").asText());
    assertThat(ProvenReceipt.parse(receipt).succeeded()).isTrue();
  }

  @Test
  void shouldRefuseWithTheContractsReasonAndSendNothing_whenTheDryRunReverts() throws Exception {
    SubchainAdapter adapter = open();
    write(adapter, "first", digest(2), "deed");
    long count = chain.client().transactionCount(account);

    WriteOutcome outcome = write(adapter, "second", digest(2), "deed");

    WriteOutcome.Refused refused = (WriteOutcome.Refused) outcome;
    assertThat(refused.reason().code()).isEqualTo("write-refused");
    assertThat(refused.reason().text())
        .startsWith("AlreadyStored(digest=" + digest(2) + ", by=" + account);
    JsonNode evidence = JSON.readTree(refused.evidence());
    assertThat(evidence.get("kind").asText()).isEqualTo("evm-refusal");
    assertThat(evidence.get("to").asText()).isEqualTo(contract);
    assertThat(evidence.get("reason").asText()).isEqualTo(refused.reason().text());
    assertThat(store.byReference("second")).isEmpty();
    assertThat(chain.client().transactionCount(account)).isEqualTo(count);
  }

  @Test
  void shouldMakeOneTransaction_whenTheSameReferenceComesAgain() throws Exception {
    SubchainAdapter adapter = open();
    CompletableFuture<WriteOutcome> first = adapter.write(request("same", digest(3), "deed"));
    CompletableFuture<WriteOutcome> second = adapter.write(request("same", digest(3), "deed"));

    WriteOutcome outcome = first.get(30, TimeUnit.SECONDS);

    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(outcome);
    assertThat(write(adapter, "same", digest(3), "deed")).isEqualTo(outcome);
    assertThat(write(open(), "same", digest(3), "deed")).isEqualTo(outcome);
    assertThat(chain.client().transactionCount(account)).isEqualTo(1);
  }

  @Test
  void shouldBroadcastTheSameBytes_whenItDiedBetweenSavingAndBroadcasting() throws Exception {
    DyingWrites dying = new DyingWrites(store);
    SubchainAdapter first = open(dying, Map.of());
    CompletableFuture<WriteOutcome> lost = first.write(request("lost", digest(4), "deed"));
    LocalChain.await("the write to be saved", () -> store.byReference("lost").isPresent());
    first.close();
    assertThat(lost).isNotDone();
    assertThat(chain.client().transactionCount(account)).isZero();
    PreparedWrite saved = store.byReference("lost").orElseThrow();

    SubchainAdapter second = open();
    second.resume();

    LocalChain.await("the write", () -> store.result("lost").isPresent());
    assertThat(chain.client().receipt(saved.hash()).orElseThrow().succeeded()).isTrue();
    assertThat(write(second, "lost", digest(4), "deed"))
        .asInstanceOf(type(WriteOutcome.Succeeded.class))
        .extracting(WriteOutcome.Succeeded::transactionHash)
        .isEqualTo(saved.hash());
    assertThat(chain.client().transactionCount(account)).isEqualTo(1);
  }

  @Test
  void shouldFindTheWriteOnTheChain_whenTheStoreIsLost() throws Exception {
    SubchainAdapter first = open();
    write(first, "another", digest(21), "deed");
    WriteOutcome known = write(first, "kept by the chain", digest(22), "deed");
    write(first, "yet another", digest(23), "deed");
    first.close();

    MemoryWrites empty = new MemoryWrites();
    SubchainAdapter second = open(empty, Map.of());

    assertThat(second.earlier(request("kept by the chain", digest(22), "deed"))).contains(known);
    assertThat(second.earlier(request("new", digest(24), "deed"))).isEmpty();
    assertThat(write(second, "kept by the chain", digest(22), "deed")).isEqualTo(known);
    assertThat(write(second, "new", digest(24), "deed")).isInstanceOf(WriteOutcome.Succeeded.class);
    assertThat(write(open(empty, Map.of()), "another", digest(21), "deed"))
        .isInstanceOf(WriteOutcome.Succeeded.class);
    assertThat(chain.client().transactionCount(account)).isEqualTo(4);
  }

  @Test
  void shouldFindTheWriteOnTheChain_whenAnOlderCopyOfTheStoreIsPutBack() throws Exception {
    SubchainAdapter first = open();
    write(first, "in the copy", digest(25), "deed");
    MemoryWrites copy = store.copy();
    WriteOutcome known = write(first, "after the copy", digest(26), "deed");
    first.close();

    SubchainAdapter second = open(copy, Map.of());

    assertThat(second.earlier(request("after the copy", digest(26), "deed"))).contains(known);
    assertThat(write(second, "after the copy", digest(26), "deed")).isEqualTo(known);
    assertThat(write(second, "new", digest(27), "deed")).isInstanceOf(WriteOutcome.Succeeded.class);
    assertThat(copy.byReference("new").orElseThrow().nonce()).isEqualTo(2);
    second.close();
    SubchainAdapter third = open(copy, Map.of());
    assertThat(write(third, "after the copy", digest(26), "deed"))
        .as("it lies between writes that the store knows")
        .isEqualTo(known);
    assertThat(chain.client().transactionCount(account)).isEqualTo(3);
  }

  @Test
  void shouldTryAnew_whenAWriteOfTheLostStoreHadNoEffect() throws Exception {
    SubchainAdapter first = open(store, Map.of("gasLimit", "40000"));
    WriteOutcome reverted = write(first, "undo", digest(31), "deed");
    assertThat(reverted).isInstanceOf(WriteOutcome.Reverted.class);
    first.close();

    SubchainAdapter second = open(new MemoryWrites(), Map.of());

    assertThat(write(second, "undo", digest(31), "deed")).isEqualTo(reverted);
    assertThat(write(second, "undo/2", digest(31), "deed"))
        .isInstanceOf(WriteOutcome.Succeeded.class);
  }

  @Test
  void shouldProveThatNothingHappened_whenTheTransactionReverts() throws Exception {
    SubchainAdapter adapter = open(store, Map.of("gasLimit", "40000"));

    WriteOutcome outcome = write(adapter, "short of gas", digest(5), "deed");

    WriteOutcome.Reverted reverted = (WriteOutcome.Reverted) outcome;
    assertThat(reverted.reason().code()).isEqualTo("write-reverted");
    String receipt = JSON.readTree(reverted.evidence()).get("receipt").asText();
    assertThat(ProvenReceipt.parse(receipt).succeeded()).isFalse();
  }

  @Test
  void shouldRefuse_whenThereIsNoContract() throws Exception {
    String nobody = "0x" + "0e".repeat(20);
    WriteRequest request = new WriteRequest("nowhere", TAG, nobody, STORE, arguments(digest(6)));

    assertThat(open().write(request).get(30, TimeUnit.SECONDS))
        .asInstanceOf(type(WriteOutcome.Refused.class))
        .satisfies(
            refused -> assertThat(refused.reason().text()).isEqualTo("no contract at " + nobody));
  }

  @Test
  void shouldReadAtANamedBlock() throws Exception {
    SubchainAdapter adapter = open();
    write(adapter, "stored", digest(7), "deed 7");

    ReadOutcome outcome = adapter.read(new ReadRequest(contract, FIND, "[\"" + digest(7) + "\"]"));

    ReadOutcome.Value value = (ReadOutcome.Value) outcome;
    JsonNode results = JSON.readTree(value.valueJson());
    assertThat(results.get(0).asText()).isEqualTo("deed 7");
    assertThat(results.get(1).asText()).isEqualTo(account);
    assertThat(results.get(3).asBoolean()).isTrue();
    JsonNode evidence = JSON.readTree(value.evidence());
    assertThat(evidence.get("kind").asText()).isEqualTo("evm-call");
    assertThat(evidence.get("blockHash").asText())
        .isEqualTo(chain.client().header(value.block()).orElseThrow().hash());
    assertThat(
            chain
                .client()
                .call(contract, evidence.get("data").asText(), Optional.of(value.block())))
        .isEqualTo(evidence.get("result").asText());
  }

  @Test
  void shouldReadOn_whenWhatAFormerLifeShowedIsOfAnotherChain() throws Exception {
    SubchainAdapter adapter = open();
    String far = "0x" + "0f".repeat(32);
    long never = 1_000_000;

    adapter.wasShown(EvidenceJson.call(CHAIN_ID + 1, never, far, contract, "0x", "0x"));
    adapter.wasShown("{\"kind\":\"evm-call\",\"blockNumber\":" + never + "}");

    assertThat(find(adapter).block()).isLessThan(never);
    adapter.wasShown(EvidenceJson.call(CHAIN_ID, never, far, contract, "0x", "0x"));
    assertThatThrownBy(() -> find(adapter)).isInstanceOf(SubchainUnavailableException.class);
  }

  private static ReadOutcome.Value find(SubchainAdapter adapter) {
    return (ReadOutcome.Value)
        adapter.read(new ReadRequest(contract, FIND, "[\"" + digest(1) + "\"]"));
  }

  @Test
  void shouldSayThatItIsAway_whenItCannotTellWhichChainsEvidenceItWasShown() {
    SubchainAdapter adapter = open(store, Map.of("rpc", "http://127.0.0.1:1"));
    String evidence = EvidenceJson.call(CHAIN_ID, 1, "0x", contract, "0x", "0x");

    assertThatThrownBy(() -> adapter.wasShown(evidence))
        .isInstanceOf(SubchainUnavailableException.class);
  }

  @Test
  void shouldReadInNobodysName_whenTheAnswerDependsOnWhoAsks() throws Exception {
    String whoAsks = deployed(RETURNS_CALLER);

    ReadOutcome.Value value =
        (ReadOutcome.Value) open().read(new ReadRequest(whoAsks, "whoAsks()(address)", "[]"));

    JsonNode evidence = JSON.readTree(value.evidence());
    assertThat(
            chain.client().call(whoAsks, evidence.get("data").asText(), Optional.of(value.block())))
        .as("the same call, repeated by a verifier")
        .isEqualTo(evidence.get("result").asText());
    assertThat(JSON.readTree(value.valueJson()).get(0).asText()).isNotEqualTo(account);
  }

  @Test
  void shouldReadWhereNoBlockIsUndone_whenConfirmationsAreAskedFor() throws Exception {
    SubchainAdapter careful = open(store, Map.of("confirmations", "6"));
    long deployed = chain.client().latestHeader().number();
    LocalChain.await(
        "the contract to be final", () -> chain.client().latestHeader().number() >= deployed + 6);

    ReadOutcome.Value value =
        (ReadOutcome.Value)
            careful.read(new ReadRequest(contract, FIND, "[\"" + digest(1) + "\"]"));

    long newest = chain.client().latestHeader().number();
    assertThat(value.block()).isLessThanOrEqualTo(newest - 6);
    assertThat(JSON.readTree(value.evidence()).get("blockHash").asText())
        .isEqualTo(chain.client().header(value.block()).orElseThrow().hash());
  }

  @Test
  void shouldShowNothingYounger_whenTheRuleAsksForMoreThanTheSettings() throws Exception {
    SubchainAdapter adapter = open(store, Map.of("confirmations", "1"));
    adapter.confirmAtLeast(6);
    adapter.confirmAtLeast(2);
    long deployed = chain.client().latestHeader().number();
    LocalChain.await(
        "the contract to be final", () -> chain.client().latestHeader().number() >= deployed + 6);

    ReadOutcome.Value value =
        (ReadOutcome.Value)
            adapter.read(new ReadRequest(contract, FIND, "[\"" + digest(1) + "\"]"));
    assertThat(value.block()).isLessThanOrEqualTo(chain.client().latestHeader().number() - 6);
    WriteOutcome written =
        adapter.write(request("deep", digest(61), "deed")).get(60, TimeUnit.SECONDS);

    long newest = chain.client().latestHeader().number();
    String evidence = ((WriteOutcome.Succeeded) written).evidence();
    assertThat(JSON.readTree(evidence).get("blockNumber").asLong()).isLessThanOrEqualTo(newest - 6);
  }

  @Test
  void shouldNameTheArgument_whenItDoesNotFit() {
    SubchainAdapter adapter = open();

    assertThat(adapter.checkArguments(contract, STORE, arguments(digest(8)))).isEmpty();
    assertThat(adapter.checkArguments(contract, STORE, "[\"0x12\",\"deed\"]"))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.where()).isEqualTo("argument 1 of " + STORE);
              assertThat(problem.expected()).contains("32");
            });
    assertThat(adapter.checkArguments(contract, STORE, "[]"))
        .contains(new ArgumentProblem("arguments of " + STORE, "a list of 2", "a list of 0"));
    assertThat(adapter.checkArguments("0x12", STORE, arguments(digest(8))))
        .contains(new ArgumentProblem("contract address", "0x and 40 hex digits", "0x12"));
    assertThat(adapter.checkArguments(contract, "store(bytes32", "[]")).isPresent();
  }

  @Test
  void shouldDeliverEventsInOrder_whenFollowed() throws Exception {
    SubchainAdapter adapter = open();
    List<SubchainEvent> events = new CopyOnWriteArrayList<>();
    WriteOutcome.Succeeded done =
        (WriteOutcome.Succeeded) write(adapter, "followed", digest(9), "deed");

    Following following = adapter.follow(done.block(), block -> events.addAll(block.events()));
    LocalChain.await("the event", () -> !events.isEmpty());
    following.close();

    assertThat(events.getFirst().transactionHash()).isEqualTo(done.transactionHash());
    assertThat(events.getFirst().topics()).contains(digest(9));
  }

  @Test
  void shouldSaySoAndPrepareNothing_whenTheChainDoesNotAnswer() {
    SubchainAdapter adapter = open(store, Map.of("rpc", "http://127.0.0.1:1"));

    assertThatThrownBy(() -> adapter.write(request("far", digest(10), "deed")).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(SubchainUnavailableException.class)
        .hasMessageContaining("http://127.0.0.1:1");
    assertThat(store.byReference("far")).isEmpty();
    assertThat(adapter.health().reachable()).isFalse();
    assertThat(adapter.health().detail()).contains("http://127.0.0.1:1");
  }

  @Test
  void shouldTellAboutTheChain_whenItAnswers() {
    SubchainAdapter adapter = open();
    adapter.resume();

    LocalChain.await("health", () -> adapter.health().reachable());
    assertThat(adapter.describe().chainId()).isEqualTo(CHAIN_ID);
    assertThat(adapter.describe().account()).isEqualTo(account);
    assertThat(adapter.health().block()).isPositive();
  }

  @Test
  void shouldNameTheSetting_whenItCannotBeUsed() {
    assertThatThrownBy(() -> open(store, Map.of("keystore", "nothing.json")))
        .hasMessageContaining("adapter.settings.keystore")
        .hasMessageContaining("nothing.json");
    assertThatThrownBy(() -> open(store, Map.of("keystor", "x")))
        .hasMessageContaining("adapter.settings.keystor: unknown setting");
    assertThatThrownBy(() -> open(store, Map.of("fees", "gold")))
        .hasMessageContaining("adapter.settings.fees")
        .hasMessageContaining("zero, zero-legacy or base-fee, found gold");
    assertThatThrownBy(() -> open(store, Map.of("feeCeilingGwei", "5")))
        .hasMessageContaining("adapter.settings.feeCeilingGwei")
        .hasMessageContaining("fees=base-fee beside it, found fees=zero");
    Map<String, String> none = Map.of("fees", "base-fee", "feeCeilingGwei", "0");
    assertThatThrownBy(() -> open(store, none))
        .hasMessageContaining("1, which is the tip, or more");
    open(store, Map.of("fees", "base-fee", "feeCeilingGwei", "5"));
  }

  private SubchainAdapter open() {
    return open(store, Map.of());
  }

  private SubchainAdapter open(MemoryWrites writes, Map<String, String> other) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "rpc",
                chain.http().toString(),
                "keystore",
                "chain.json",
                "passwordFile",
                "password",
                "abis",
                "abis"));
    settings.putAll(other);
    SubchainAdapter adapter =
        new EvmAdapterFactory().open(new AdapterSettings(directory, settings), writes);
    opened.add(adapter);
    return adapter;
  }

  private static WriteOutcome write(
      SubchainAdapter adapter, String reference, String digest, String metadata) throws Exception {
    return adapter.write(request(reference, digest, metadata)).get(30, TimeUnit.SECONDS);
  }

  private static WriteRequest request(String reference, String digest, String metadata) {
    return new WriteRequest(
        reference, TAG, contract, STORE, "[\"" + digest + "\",\"" + metadata + "\"]");
  }

  private static String arguments(String digest) {
    return "[\"" + digest + "\",\"deed\"]";
  }

  private static String digest(int number) {
    return "0x%064x".formatted(number);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String resource(String name) {
    try (InputStream in =
        EvmAdapterTest.class.getResourceAsStream("/io/govchain/contracts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  /** Saves, and then the process is gone as far as the adapter can tell. */
  private static final class DyingWrites extends MemoryWrites {

    private final MemoryWrites disk;

    DyingWrites(MemoryWrites disk) {
      this.disk = disk;
    }

    @Override
    public synchronized void save(List<PreparedWrite> prepared) {
      disk.save(prepared);
      throw new IllegalStateException("the process died here");
    }

    @Override
    public synchronized Optional<PreparedWrite> byReference(String reference) {
      return disk.byReference(reference);
    }
  }
}
