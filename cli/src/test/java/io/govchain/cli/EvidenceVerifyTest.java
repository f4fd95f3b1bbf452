package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.Block;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.proof.BlockProofs;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.proof.InclusionProof;
import io.govchain.evm.signing.Signature;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkKind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor with a file of evidence and nothing else but a node, or the validators' addresses. */
class EvidenceVerifyTest {
  private static final long CHAIN = 31_477;
  private static final String TRANSACTION = "0x" + "ab".repeat(32);
  private static final SigningKey WRITER = SigningKey.random();

  @TempDir static Path home;
  private static ChainNetwork chain;
  private static EvmClient client;
  private static String contract;
  private static ObjectNode genuine;
  private static ObjectNode other;
  private static ObjectNode undoing;

  @BeforeAll
  static void write() {
    Path genesis = GenesisGenerator.plain(CHAIN, home.resolve("genesis.json"));
    chain =
        ChainNetwork.start(
            NetworkKind.ANVIL,
            ChainSpec.of("evidence", CHAIN, genesis, home.resolve("chain"))
                .withBlockTime(Duration.ofMillis(200)));
    client = EvmClient.connect(EvmEndpoint.of(chain.rpc()));
    contract =
        send(0, Optional.empty(), ContractArtifacts.creationCode("EvidenceStore"))
            .contractAddress()
            .orElseThrow();
    genuine = evidence(send(1, Optional.of(contract), calldata(1, 1)));
    other = evidence(send(2, Optional.of(contract), calldata(2, 0)));
    undoing = evidence(send(3, Optional.of(contract), compensation(1, 1)));
  }

  @AfterAll
  static void stop() {
    client.close();
    chain.close();
  }

  @Test
  void shouldSayWhatIsProved_whenTheEvidenceIsGenuine() throws Exception {
    Run run =
        verify(
            genuine,
            "--transaction",
            TRANSACTION,
            "--step",
            "1",
            "--action",
            "execute",
            "--contract",
            contract,
            "--chain-id",
            Long.toString(CHAIN));

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json().path("result").asText()).isEqualTo("succeeded");
    assertThat(run.json().path("action").asText()).isEqualTo("execute");
    assertThat(run.json().path("confirmedBy").path(0).asText()).isEqualTo(chain.rpc().toString());
    Run again = verify(genuine, "--digest", run.json().path("digest").asText());
    assertThat(again.exit()).as(again.toString()).isZero();
  }

  @Test
  void shouldRefuse_whenItIsOfSomethingElse() throws Exception {
    refused(verify(other, "--step", "1"), "step: expected 1, actual 0");
    refused(verify(genuine, "--transaction", "0x" + "cd".repeat(32)), "transaction: expected");
    refused(verify(genuine, "--digest", "0x" + "cd".repeat(32)), "digest: expected");
    refused(verify(genuine, "--contract", WRITER.address()), "contract: expected");
    refused(verify(genuine, "--chain-id", "1"), "chain id: expected 1");
  }

  @Test
  void shouldSayThatItWasMistyped_whenAnIdIsTooShort() throws Exception {
    for (String option : List.of("--transaction", "--digest")) {
      Run run = verify(genuine, option, TRANSACTION.substring(0, 64));

      assertThat(run.exit()).as(run.toString()).isEqualTo(2);
      assertThat(run.problem().path("detail").asText())
          .contains(option + ": expected 0x and 64 hex digits");
    }
  }

  @Test
  void shouldSayWhereItEnds_whenItIsCutShort() throws Exception {
    String whole = genuine.toString();
    Path file = Files.writeString(home.resolve("cut.json"), whole.substring(0, 100));

    Run run =
        Run.of("evidence", "verify", file.toString(), "--json", "--validators", WRITER.address());

    refused(run, "evidence: expected JSON, actual Unexpected end-of-input");
    assertThat(run.problem().path("detail").asText())
        .contains("in line 1, column 101")
        .doesNotContain("Source", "marker");
  }

  @Test
  void shouldRefuse_whenTheWriteIsShownForItsUndoing() throws Exception {
    refused(
        verify(genuine, "--action", "compensate"), "action: expected compensate, actual execute");
    refused(verify(undoing, "--action", "execute"), "action: expected execute, actual compensate");

    Run run =
        verify(undoing, "--transaction", TRANSACTION, "--step", "1", "--action", "compensate");
    assertThat(run.exit()).as(run.toString()).isZero();

    Run unknown = verify(genuine, "--action", "undo");
    assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(2);
    assertThat(unknown.problem().path("detail").asText())
        .contains("--action: expected execute or compensate, actual 'undo'");
  }

  @Test
  void shouldSayWhatToUse_whenTheHeaderCarriesNoSeals() throws Exception {
    Path file = Files.writeString(home.resolve("unsealed.json"), genuine.toString());

    Run run =
        Run.of("evidence", "verify", file.toString(), "--json", "--validators", WRITER.address());

    refused(run, "expected a header that carries QBFT commit seals");
    assertThat(run.problem().path("detail").asText()).contains("use --node");
  }

  @Test
  void shouldRefuse_whenItIsForged() throws Exception {
    forged(evidence -> evidence.put("transactionIndex", 1), "");
    forged(
        evidence -> evidence.put("chainId", CHAIN + 1),
        "evidence.chainId: expected that of the transaction, %d, actual %d"
            .formatted(CHAIN, CHAIN + 1));
    forged(evidence -> evidence.put("kind", "evm-refusal"), "evidence.kind");
    forged(evidence -> evidence.set("receiptProof", other.get("receiptProof")), "");
    forged(evidence -> evidence.set("transactionProof", other.get("transactionProof")), "");
    forged(evidence -> evidence.set("receiptProof", genuine.get("transactionProof")), "");
    forged(evidence -> evidence.set("header", other.get("header")), "header of block");
    forged(evidence -> evidence.put("blockHash", "0x" + "11".repeat(32)), "header of block");
    forged(evidence -> evidence.remove("receiptProof"), "evidence.receiptProof");
    forged(evidence -> evidence.put("receiptProof", "0x"), "evidence.receiptProof");
  }

  @Test
  void shouldBelieveNobodyButTheValidators_whenTheyAreNamed() throws Exception {
    SigningKey validator = SigningKey.random();
    ObjectNode sealed = sealedBy(validator);

    Run run = verifySeals(sealed, validator.address());
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json().path("sealedBy").path(0).asText()).isEqualTo(validator.address());

    refused(verifySeals(sealed, WRITER.address()), "not among the validators");
    refused(
        verifySeals(sealed, validator.address() + "," + WRITER.address()), "at least 2 seals of 2");
    refused(verifySeals(genuine, validator.address()), "QBFT");
  }

  @Test
  void shouldFollowTheValidators_whenTheEvidenceShowsHowTheyChanged() throws Exception {
    SigningKey before = SigningKey.random();
    SigningKey admitted = SigningKey.random();
    ObjectNode sealed =
        sealed(List.of(before.address(), admitted.address()), List.of(before, admitted));
    refused(verifySeals(sealed, before.address()), "expected the validators");
    sealed.putArray("validators").addObject().set("header", sealed.get("header"));

    Run run = verifySeals(sealed, before.address());
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json().path("sealedBy")).hasSize(2);
    assertThat(run.json().path("validatorsChanged").path(0).asLong())
        .isEqualTo(sealed.get("blockNumber").asLong());

    refused(verifySeals(sealed, WRITER.address()), "at least 1 of the 1 validators before");
    refused(
        verifySeals(
            sealed,
            before.address(),
            "--validator-contract",
            contract,
            "--validator-slot",
            "0x" + "00".repeat(32)),
        "");
    sealed.putArray("validators");
    refused(verifySeals(sealed, before.address()), "1 to 64 steps");
  }

  private static Run verifySeals(ObjectNode evidence, String validators, String... further)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evidence",
                "verify",
                file(evidence).toString(),
                "--validators",
                validators,
                "--json"));
    arguments.addAll(List.of(further));
    return Run.of(arguments.toArray(String[]::new));
  }

  /** The same block as if a validator that a contract selects had sealed it. */
  private static ObjectNode sealedBy(SigningKey validator) {
    return sealed(List.of(), List.of(validator));
  }

  private static ObjectNode sealed(List<String> listed, List<SigningKey> sealers) {
    BlockHeader plain =
        HeaderRlp.decode(genuine.get("header").asText(), genuine.get("blockHash").asText());
    byte[] digest = Keccak.hash(plain.withExtraData(extraData(listed, List.of())).encoded());
    List<Rlp> seals = new ArrayList<>();
    for (SigningKey sealer : sealers) {
      Signature signature = sealer.signDigest(digest);
      byte[] seal = Arrays.copyOf(signature.compact(), 65);
      seal[64] = (byte) signature.recoveryId();
      seals.add(Rlp.bytes(seal));
    }
    BlockHeader sealed = plain.withExtraData(extraData(listed, seals));
    return genuine
        .deepCopy()
        .put("header", sealed.rlp())
        .put("blockHash", HeaderRlp.hash(sealed, HeaderRlp.HashRule.QBFT));
  }

  private static String extraData(List<String> listed, List<Rlp> seals) {
    return Hex.of(
        Rlp.list(
                Rlp.hex("0x" + "00".repeat(32)),
                Rlp.list(listed.stream().map(Rlp::hex).toList()),
                Rlp.list(),
                Rlp.number(0),
                Rlp.list(seals))
            .encode());
  }

  @Test
  void shouldRefuse_whenFewerBlocksFollowThanTheRuleAsksFor() throws Exception {
    refused(verify(genuine, "--confirmations", "100000"), "expected 100000 blocks after it");

    Run deep = verify(genuine, "--confirmations", "1");
    assertThat(deep.exit()).as(deep.toString()).isZero();
    assertThat(verify(genuine, "--confirmations", "-1").exit()).isEqualTo(2);
  }

  @Test
  void shouldAskForARule_whenNoneIsGiven() throws Exception {
    Run run = Run.of("evidence", "verify", file(genuine).toString(), "--json");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.problem().path("detail").asText()).contains("--validators or --node");
  }

  private static void forged(Consumer<ObjectNode> forgery, String why) throws IOException {
    ObjectNode evidence = genuine.deepCopy();
    forgery.accept(evidence);
    refused(verify(evidence), why);
  }

  private static void refused(Run run, String why) {
    assertThat(run.exit()).as(run.toString()).isEqualTo(1);
    assertThat(run.problem().path("code").asText()).isEqualTo("evidence-refused");
    assertThat(run.problem().path("detail").asText()).contains(why);
  }

  private static Run verify(ObjectNode evidence, String... further) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evidence",
                "verify",
                file(evidence).toString(),
                "--node",
                chain.rpc().toString(),
                "--json"));
    arguments.addAll(List.of(further));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static Path file(ObjectNode evidence) throws IOException {
    return Files.writeString(Files.createTempFile(home, "evidence", ".json"), evidence.toString());
  }

  private static String calldata(int digest, int step) {
    return tagged("store(bytes32,string)", digest, step, StepAction.EXECUTE);
  }

  private static String compensation(int digest, int step) {
    return tagged("withdraw(bytes32,string)", digest, step, StepAction.COMPENSATE);
  }

  private static String tagged(String function, int digest, int step, StepAction action) {
    return FunctionSignature.parse(function)
            .encode(
                new ObjectMapper().createArrayNode().add("0x%064x".formatted(digest)).add("note"))
        + Hex.of(new StepTag(TRANSACTION, step, action).bytes()).substring(2);
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
    return Awaiting.within(Duration.ofSeconds(30))
        .untilFound(hash + " in a block", () -> client.receipt(hash));
  }

  private static ObjectNode evidence(Receipt receipt) {
    Block block = client.block(receipt.blockNumber()).orElseThrow();
    BlockProofs proofs =
        new BlockProofs(block, client.blockReceipts(receipt.blockNumber()).orElseThrow());
    int index = Math.toIntExact(receipt.transactionIndex());
    InclusionProof transaction = proofs.transaction(index);
    InclusionProof proved = proofs.receipt(index);
    ObjectNode json =
        new ObjectMapper()
            .createObjectNode()
            .put("kind", "evm-transaction")
            .put("chainId", CHAIN)
            .put("blockNumber", block.header().number())
            .put("blockHash", block.header().hash())
            .put("header", block.header().rlp())
            .put("transactionIndex", index)
            .put("transaction", transaction.value())
            .put("receipt", proved.value());
    transaction.nodes().forEach(json.putArray("transactionProof")::add);
    proved.nodes().forEach(json.putArray("receiptProof")::add);
    return json;
  }
}
