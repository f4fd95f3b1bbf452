package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.ReadRequest;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes behind one address, of which the slower one answers after a step was proved. */
@Timeout(120)
class SlowerNodeTest {
  private static final long CHAIN = 4253;
  private static final String STORE = "store(bytes32,string)";
  private static final String WITHDRAW = "withdraw(bytes32,string)";
  private static final String FIND = "find(bytes32)(string,address,uint64,bool)";
  private static final String DIGEST = "0x" + "07".repeat(32);

  private final SigningKey key = SigningKey.random();
  private final SlowerNode node = new SlowerNode();
  private LocalChain chain;
  private EvmClient client;
  private String contract;
  private EvmWrites writes;
  private EvmReads reads;

  @BeforeEach
  void start() throws Exception {
    chain = LocalChain.start(CHAIN);
    try (TransactionSender deployer =
        new TransactionSender(
            chain.client(),
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee())) {
      contract =
          deployer
              .submit("deploy", Call.create(resource("bytecode/EvidenceStore.hex"), 3_000_000))
              .get(60, TimeUnit.SECONDS)
              .contractAddress()
              .orElseThrow();
    }
    chain.client().rpc("anvil_mine", "0x4"); // So that the slower node has the contract.
    client = EvmClient.connect(EvmEndpoint.of(chain.http()), node);
    SenderSettings sender =
        SenderSettings.zeroFee()
            .withTimes(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(30));
    EvmSettings settings =
        new EvmSettings(
            client.endpoint(), key, CustomErrors.none(), 300_000, sender, Optional.empty());
    writes = EvmWrites.open(client, settings, new MemoryWrites());
    reads = new EvmReads(client, writes::confirmations, writes.shown());
  }

  @AfterEach
  void stop() {
    writes.close();
    client.close();
    node.close();
    chain.close();
  }

  @Test
  void shouldNotReadBeforeTheStepThatItProved_whenTheSlowerNodeAnswers() throws Exception {
    WriteOutcome.Succeeded stored = store();
    node.lagAt(stored.block() - 2);

    assertThatThrownBy(this::find).isInstanceOf(EvmException.class);

    node.catchUp();
    assertThat(find().valueJson()).contains("deed");
    assertThat(find().block()).isGreaterThanOrEqualTo(stored.block());
  }

  @Test
  void shouldNotRefuseWhatFollowsAStep_whenTheSlowerNodeLacksTheStep() throws Exception {
    WriteOutcome.Succeeded stored = store();
    node.lagAt(stored.block() - 2);

    assertThat(writes.write(request("second", WITHDRAW, "[\"" + DIGEST + "\",\"why\"]")))
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .withCauseInstanceOf(SubchainUnavailableException.class);

    node.catchUp();
    assertThat(
            writes
                .write(request("second", WITHDRAW, "[\"" + DIGEST + "\",\"why\"]"))
                .get(60, TimeUnit.SECONDS))
        .isInstanceOf(WriteOutcome.Succeeded.class);
  }

  @Test
  void shouldNotReadBeforeWhatAFormerLifeShowed_whenItIsTold() throws Exception {
    long before = chain.client().latestHeader().number();
    WriteOutcome.Succeeded stored = store();
    NewestShown anew = new NewestShown();
    EvidenceJson.blockOf(CHAIN, stored.evidence()).ifPresent(anew::note);
    EvidenceJson.blockOf(CHAIN, "not evidence").ifPresent(anew::note);
    reads = new EvmReads(client, writes::confirmations, anew);
    node.lagAt(before);

    assertThatThrownBy(this::find).isInstanceOf(EvmException.class);
  }

  @Test
  void shouldReadAgain_whenTheBlocksWereTakenBack() throws Exception {
    WriteOutcome.Succeeded stored = store();
    node.lagAt(stored.block() - 2);

    writes.onReorg(stored.block() - 2);

    assertThat(find().block()).isEqualTo(stored.block() - 2);
  }

  private WriteOutcome.Succeeded store() throws Exception {
    return (WriteOutcome.Succeeded)
        writes
            .write(request("first", STORE, "[\"" + DIGEST + "\",\"deed\"]"))
            .get(60, TimeUnit.SECONDS);
  }

  private ReadOutcome.Value find() {
    return (ReadOutcome.Value) reads.read(new ReadRequest(contract, FIND, "[\"" + DIGEST + "\"]"));
  }

  private WriteRequest request(String reference, String function, String arguments) {
    return new WriteRequest(reference, new byte[34], contract, function, arguments);
  }

  private static String resource(String name) throws Exception {
    try (InputStream in =
        SlowerNodeTest.class.getResourceAsStream("/io/govchain/contracts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
