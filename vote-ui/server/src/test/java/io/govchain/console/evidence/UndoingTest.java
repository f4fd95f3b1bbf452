package io.govchain.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.console.fixture.WriteEvidence;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.evidence.AnchorRules;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkKind;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A party that keeps its write, and says that it undid it. */
class UndoingTest {
  private static final long CHAIN = 31_478;
  private static final String TRANSACTION = "0x" + "ab".repeat(32);
  private static final SigningKey WRITER = SigningKey.random();
  private static final String STORE = "store(bytes32,string)";
  private static final String WITHDRAW = "withdraw(bytes32,string)";

  private static ChainNetwork chain;
  private static EvmClient client;
  private static String contract;
  private static byte[] done;
  private static byte[] undone;
  private static byte[] disguised;

  @BeforeAll
  static void write(@TempDir Path home) {
    Path genesis = GenesisGenerator.plain(CHAIN, home.resolve("genesis.json"));
    chain =
        ChainNetwork.start(
            NetworkKind.ANVIL,
            ChainSpec.of("undoing", CHAIN, genesis, home.resolve("chain"))
                .withBlockTime(Duration.ofMillis(200)));
    client = EvmClient.connect(EvmEndpoint.of(chain.rpc()));
    contract =
        send(0, Optional.empty(), ContractArtifacts.creationCode("EvidenceStore"))
            .contractAddress()
            .orElseThrow();
    done = written(1, STORE, 1, StepAction.EXECUTE);
    undone = written(2, WITHDRAW, 1, StepAction.COMPENSATE);
    disguised = written(3, STORE, 2, StepAction.COMPENSATE);
  }

  @AfterAll
  static void stop() {
    client.close();
    chain.close();
  }

  @Test
  void shouldProveEither_whenTheLedgerNamesEachForWhatItIs() throws Exception {
    List<NamedEvidence> named =
        List.of(named(About.OUTCOME, done), named(About.COMPENSATION, undone));

    for (Optional<About> asked : List.of(Optional.<About>empty(), Optional.of(About.OUTCOME))) {
      assertThat(failed(examine(done, named, asked))).isEmpty();
    }
    for (Optional<About> asked :
        List.of(Optional.<About>empty(), Optional.of(About.COMPENSATION))) {
      assertThat(failed(examine(undone, named, asked))).isEmpty();
    }
    Verified proven = examine(undone, named, Optional.of(About.COMPENSATION));
    assertThat(proven.verdict()).isEqualTo(Verified.Verdict.PROVEN);
    assertThat(proven.checks()).contains(Check.same("action", "compensate", "compensate"));
  }

  @Test
  void shouldNotProveTheUndoing_whenItsDigestIsThatOfTheWrite() throws Exception {
    List<NamedEvidence> named =
        List.of(named(About.OUTCOME, done), named(About.COMPENSATION, done));

    Verified undoing = examine(done, named, Optional.of(About.COMPENSATION));
    assertThat(undoing.verdict()).isEqualTo(Verified.Verdict.NOT_PROVEN);
    assertThat(failed(undoing)).containsExactly("digest-once", "action", "function");
    assertThat(failed(examine(done, named, Optional.empty()))).contains("digest-once");
    assertThat(examine(done, named, Optional.of(About.OUTCOME)).verdict())
        .isEqualTo(Verified.Verdict.PROVEN);
  }

  @Test
  void shouldNotProveTheUndoing_whenAnotherWriteOfTheStepIsNamed() throws Exception {
    List<NamedEvidence> named = List.of(named(About.COMPENSATION, done));

    for (Optional<About> asked :
        List.of(Optional.<About>empty(), Optional.of(About.COMPENSATION))) {
      assertThat(failed(examine(done, named, asked))).containsExactly("action", "function");
    }
    List<NamedEvidence> tagged = List.of(named(About.COMPENSATION, disguised));
    assertThat(failed(examine(disguised, tagged, Optional.empty()))).containsExactly("function");
  }

  @Test
  void shouldNotProveTheWrite_whenWhatUndidItIsNamed() throws Exception {
    List<NamedEvidence> named = List.of(named(About.OUTCOME, undone));

    assertThat(failed(examine(undone, named, Optional.empty())))
        .containsExactly("action", "function");
  }

  @Test
  void shouldNotProveOne_whenTheLedgerNamesItForTheOther() throws Exception {
    List<NamedEvidence> named =
        List.of(named(About.OUTCOME, done), named(About.COMPENSATION, undone));

    assertThat(failed(examine(undone, named, Optional.of(About.OUTCOME))))
        .containsExactly("digest-on-ledger", "action", "function");
    assertThat(failed(examine(disguised, named, Optional.empty())))
        .containsExactly("digest-on-ledger", "action");
  }

  private static List<String> failed(Verified verified) {
    List<String> failed =
        verified.checks().stream().filter(check -> !check.passed()).map(Check::name).toList();
    assertThat(verified.verdict())
        .isEqualTo(failed.isEmpty() ? Verified.Verdict.PROVEN : Verified.Verdict.NOT_PROVEN);
    return failed;
  }

  private static Verified examine(byte[] evidence, List<NamedEvidence> named, Optional<About> asked)
      throws Exception {
    try (AnchorRules rules = new AnchorRules()) {
      return new Examination(facts(named), rules, url -> Optional.empty())
          .examine(evidence, Optional.empty(), asked);
    }
  }

  private static StepFacts facts(List<NamedEvidence> named) {
    TrustAnchors anchors = new TrustAnchors.NodeAgreement(1, List.of(chain.rpc().toString()));
    ContractFunction store =
        new ContractFunction(STORE, ContractFunction.Kind.WRITE, Optional.of(id(WITHDRAW)));
    ContractFunction withdraw =
        new ContractFunction(WITHDRAW, ContractFunction.Kind.WRITE, Optional.empty());
    return new StepFacts(
        TRANSACTION,
        1,
        true,
        0,
        named,
        new Subchain(
            "0x01", "court/chain", "0x02", "evm", CHAIN, "0x03", anchors, Subchain.Status.ACTIVE),
        new BusinessContract(
            "0x04",
            "court/store",
            "0x02",
            "0x01",
            contract,
            Subchain.Status.ACTIVE,
            List.of(store, withdraw)),
        new PipelineSide("0x02", "0x01", "0x05", Optional.empty(), "0x04", List.of(id(STORE))),
        anchors);
  }

  private static String id(String signature) {
    return new ContractFunction(signature, ContractFunction.Kind.WRITE, Optional.empty()).id();
  }

  private static NamedEvidence named(About about, byte[] evidence) throws Exception {
    return new NamedEvidence(about, Hex.of(MessageDigest.getInstance("SHA-256").digest(evidence)));
  }

  private static byte[] written(long nonce, String function, int digest, StepAction action) {
    List<Object> arguments = new ArrayList<>(List.of("0x%064x".formatted(digest), "note"));
    String data =
        FunctionSignature.parse(function).encode(new ObjectMapper().valueToTree(arguments));
    String tag = Hex.of(new StepTag(TRANSACTION, 1, action).bytes()).substring(2);
    Receipt receipt = send(nonce, Optional.of(contract), data + tag);
    assertThat(receipt.succeeded()).isTrue();
    return WriteEvidence.of(client, receipt);
  }

  private static Receipt send(long nonce, Optional<String> to, String data) {
    UnsignedTransaction transaction =
        new UnsignedTransaction(
            CHAIN,
            nonce,
            to,
            BigInteger.ZERO,
            data,
            3_000_000,
            UnsignedTransaction.GasPrice.zero());
    String hash = client.sendRaw(WRITER.signTransaction(transaction).raw());
    return Awaiting.within(Duration.ofSeconds(60))
        .untilFound(hash + " in a block", () -> client.receipt(hash));
  }
}
