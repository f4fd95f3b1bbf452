package io.govchain.crosschain.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Evidence;
import io.govchain.evidence.AnchorRules;
import io.govchain.evidence.EvidenceExamination;
import io.govchain.evidence.EvidenceText;
import io.govchain.evidence.ExpectedCall;
import io.govchain.evidence.Finding;
import io.govchain.evidence.Freshness;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Genuine and forged evidence of writes and reads, on real chains. */
class EvidenceExaminationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long CHAIN = 31_401;
  private static final String TRANSACTION = "0x" + "ab".repeat(32);
  private static final SigningKey KEY = Anvil.key("adapter");
  private static final FunctionSignature STORE = FunctionSignature.parse("store(bytes32,string)");
  private static final FunctionSignature FIND =
      FunctionSignature.parse("find(bytes32)(string,address,uint64,bool)");
  private static final FunctionSignature WITHDRAW =
      FunctionSignature.parse("withdraw(bytes32,string)");

  private static final String EXECUTE_0 =
      Hex.of(new StepTag(TRANSACTION, 0, StepAction.EXECUTE).bytes()).substring(2);

  private static Anvil chain;
  private static Anvil otherChain;
  private static String contract;
  private static Receipt stored;

  private AnchorRules rules = new AnchorRules();
  private EvidenceExamination examination = new EvidenceExamination(rules);

  @BeforeAll
  static void start(@TempDir Path folder) {
    chain = Anvil.plain(folder, CHAIN);
    contract =
        chain
            .succeed(KEY, Call.create(ContractArtifacts.creationCode("EvidenceStore"), 3_000_000))
            .contractAddress()
            .orElseThrow();
    stored = send(data(STORE, 1, "note") + tag(0, StepAction.EXECUTE));
    otherChain = Anvil.plain(folder, CHAIN);
    for (int i = 0; i < 10; i++) {
      otherChain.mine();
    }
  }

  @AfterAll
  static void stop() {
    chain.close();
    otherChain.close();
  }

  @Test
  void shouldAccept_whenTheEvidenceProvesTheVeryStep() throws Exception {
    assertThat(examine(Evidence.of(chain.client(), stored), write()))
        .isInstanceOf(Finding.Accepted.class);
  }

  @Test
  void shouldDispute_whenAnotherHashWasToldThanTheProvedOne() throws Exception {
    ObjectNode evidence = Evidence.of(chain.client(), stored);

    assertThat(examine(evidence, told(stored.transactionHash())))
        .isInstanceOf(Finding.Accepted.class);
    assertDisputed(examine(evidence, told("0x" + "77".repeat(32))), "hash of the write");
  }

  private static ExpectedCall told(String hash) {
    ExpectedCall write = write();
    return new ExpectedCall(
        write.chainId(),
        write.to(),
        write.function(),
        write.data(),
        write.write(),
        write.value(),
        Optional.of(hash),
        write.freshness());
  }

  @Test
  void shouldDispute_whenTheTransactionIsAnother() throws Exception {
    String call = data(STORE, 2, "note");
    Receipt otherTransaction =
        send(call + "cd".repeat(32) + tag(0, StepAction.EXECUTE).substring(64));
    Receipt otherStep = send(data(STORE, 3, "note") + tag(1, StepAction.EXECUTE));
    Receipt compensation = send(data(WITHDRAW, 1, "note") + tag(0, StepAction.COMPENSATE));
    Receipt otherArguments = send(data(STORE, 4, "note") + tag(0, StepAction.EXECUTE));
    Receipt untagged = send(data(STORE, 5, "note"));

    for (Receipt receipt :
        List.of(otherTransaction, otherStep, compensation, otherArguments, untagged)) {
      assertDisputed(examine(Evidence.of(chain.client(), receipt), write()), "transaction.data");
    }
    assertDisputed(
        examine(
            Evidence.of(chain.client(), otherTransaction),
            expected(call + tag(0, StepAction.EXECUTE))),
        "transaction.data");
  }

  @Test
  void shouldDispute_whenTheSameStepIsToldWithTheCompensatorsTag() throws Exception {
    Receipt receipt = send(data(STORE, 6, "note") + tag(0, StepAction.COMPENSATE));

    assertDisputed(
        examine(
            Evidence.of(chain.client(), receipt),
            expected(data(STORE, 6, "note") + tag(0, StepAction.EXECUTE))),
        "transaction.data");
  }

  @Test
  void shouldDispute_whenTheContractIsAnother() throws Exception {
    String twin =
        chain
            .succeed(KEY, Call.create(ContractArtifacts.creationCode("EvidenceStore"), 3_000_000))
            .contractAddress()
            .orElseThrow();
    String call = data(STORE, 1, "note") + tag(0, StepAction.EXECUTE);
    Receipt receipt = chain.succeed(KEY, new Call(twin, call, 300_000));
    Receipt creation =
        chain.succeed(KEY, Call.create(ContractArtifacts.creationCode("EvidenceStore"), 3_000_000));

    assertDisputed(examine(Evidence.of(chain.client(), receipt), write()), "transaction.to");
    assertDisputed(examine(Evidence.of(chain.client(), creation), write()), "a contract creation");
  }

  @Test
  void shouldDispute_whenTheTransactionFailed() throws Exception {
    String call = data(STORE, 7, "note") + tag(0, StepAction.EXECUTE);
    send(call);
    Receipt failed = chain.send(KEY, new Call(contract, call, 300_000));
    assertThat(failed.succeeded()).isFalse();

    assertDisputed(examine(Evidence.of(chain.client(), failed), expected(call)), "receipt");
  }

  @Test
  void shouldDispute_whenTheReceiptIsAnothersOfTheSameBlock() throws Exception {
    String call = data(STORE, 8, "note") + tag(0, StepAction.EXECUTE);
    send(call);
    Receipt failed = chain.send(KEY, new Call(contract, call, 300_000));
    ObjectNode success = Evidence.of(chain.client(), stored);
    ObjectNode forged = Evidence.of(chain.client(), failed);
    forged.set("receiptProof", success.get("receiptProof"));
    forged.set("receipt", success.get("receipt"));

    assertDisputed(examine(forged, expected(call)), "evidence");
  }

  @Test
  void shouldDispute_whenTheHeaderDoesNotFit() throws Exception {
    ObjectNode other = Evidence.of(chain.client(), send(data(STORE, 9, "note")));

    assertForged(evidence -> evidence.set("header", other.get("header")), "header");
    assertForged(
        evidence -> {
          evidence.set("header", other.get("header"));
          evidence.set("blockHash", other.get("blockHash"));
        },
        "evidence");
    assertForged(evidence -> evidence.put("blockHash", "0x" + "11".repeat(32)), "header");
    assertForged(evidence -> evidence.put("transactionIndex", 1), "evidence");
    assertForged(evidence -> evidence.put("transactionIndex", -1), "evidence");
    assertForged(evidence -> evidence.put("chainId", CHAIN + 1), "evidence.chainId");
  }

  @Test
  void shouldDispute_whenTheEvidenceIsNotWhatItShouldBe() throws Exception {
    assertForged(evidence -> evidence.put("kind", "evm-call"), "evidence.kind");
    assertForged(evidence -> evidence.put("kind", "evm-refusal"), "evidence.kind");
    assertForged(evidence -> evidence.remove("kind"), "evidence.kind");
    assertForged(evidence -> evidence.remove("receiptProof"), "receiptProof");
    assertForged(evidence -> evidence.putArray("receiptProof"), "proof");
    assertForged(evidence -> evidence.putArray("transactionProof").add(7), "transactionProof");
    assertForged(evidence -> evidence.put("chainId", "x"), "evidence.chainId");
    assertForged(evidence -> evidence.put("header", "0x00"), "header");
    assertForged(evidence -> evidence.put("header", "nonsense"), "header");
    for (String text : List.of("", "{", "[]", "7", "{\"kind\":\"a\",\"kind\":\"b\"}")) {
      assertDisputed(
          examination.examine(text, write(), agreement(1, chain.rpc().toString())), "evidence");
    }
  }

  /** Nothing that a peer can write may stop the examiner. */
  @Test
  void shouldNeverAcceptNorFail_whenBytesOfTheProofsAreChanged() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      ObjectNode evidence = Evidence.of(chain.client(), stored);
      String field = List.of("header", "transactionProof", "receiptProof").get(random.nextInt(3));
      String old =
          field.equals("header")
              ? evidence.get(field).asText()
              : evidence.get(field).get(0).asText();
      StringBuilder changed = new StringBuilder(old);
      int at = 2 + random.nextInt(old.length() - 2);
      changed.setCharAt(at, old.charAt(at) == '7' ? 'c' : '7');
      if (field.equals("header")) {
        evidence.put(field, changed.toString());
      } else {
        evidence.putArray(field).add(changed.toString());
      }
      assertThat(examine(evidence, write()))
          .as("seed 7, change %d of %s at %d", i, field, at)
          .isInstanceOf(Finding.Disputed.class);
    }
  }

  @Test
  void shouldDispute_whenTheBlockIsNotOnTheChain() throws Exception {
    Finding finding =
        examination.examine(
            Evidence.of(chain.client(), stored).toString(),
            write(),
            agreement(1, otherChain.rpc().toString()));

    assertDisputed(finding, "hash of block");
  }

  @Test
  void shouldNeedAsManyDifferentNodesAsRegistered() throws Exception {
    String honest = chain.rpc().toString();
    String liar = otherChain.rpc().toString();
    String silent = silent();
    ObjectNode evidence = Evidence.of(chain.client(), stored);

    assertThat(examine(evidence, agreement(1, liar, honest))).isInstanceOf(Finding.Accepted.class);
    assertThat(examine(evidence, agreement(1, silent, honest)))
        .isInstanceOf(Finding.Accepted.class);
    assertDisputed(examine(evidence, agreement(2, liar, honest)), "1 say otherwise");
    assertThat(examine(evidence, agreement(2, silent, honest)))
        .isInstanceOf(Finding.Undecided.class);
    assertThat(examine(evidence, agreement(2, silent, honest, liar)))
        .isInstanceOf(Finding.Undecided.class);
    assertThat(examine(evidence, agreement(1, silent))).isInstanceOf(Finding.Undecided.class);
    assertThatThrownBy(() -> agreement(2, honest, honest)).hasMessageContaining("are one");
    assertDisputed(examine(evidence, agreement(1, "no-url")), "no node at all");
  }

  @Test
  void shouldWait_whenTheNodeDoesNotHaveTheBlockYet(@TempDir Path folder) throws Exception {
    try (Anvil behind = Anvil.plain(folder, CHAIN)) {
      assertThat(
              examine(Evidence.of(chain.client(), stored), agreement(1, behind.rpc().toString())))
          .isInstanceOf(Finding.Undecided.class);
    }
  }

  @Test
  void shouldDispute_whenTheAnchorsCannotBeRead() throws Exception {
    TrustAnchors unreadable =
        TrustAnchors.decode(Subchain.Rule.NODE_AGREEMENT, "0x" + "00".repeat(31));

    assertDisputed(examine(Evidence.of(chain.client(), stored), unreadable), "trust anchors");
    assertDisputed(
        examine(
            Evidence.of(chain.client(), stored),
            new TrustAnchors.QbftSeals(List.of(KEY.address()))),
        "commit seals");
  }

  @Test
  void shouldAcceptARead_whenItsResultCanBeRepeated() throws Exception {
    ObjectNode evidence = Evidence.ofCall(chain.client(), contract, find());
    String value = FIND.decodeResult(evidence.get("result").asText()).toString();

    assertThat(examine(evidence, read(Optional.empty()))).isInstanceOf(Finding.Accepted.class);
    assertThat(examine(evidence, read(Optional.of(value)))).isInstanceOf(Finding.Accepted.class);
  }

  @Test
  void shouldDisputeARead_whenAnythingInItIsAltered() throws Exception {
    ObjectNode evidence = Evidence.ofCall(chain.client(), contract, find());
    String value = FIND.decodeResult(evidence.get("result").asText()).toString();

    assertDisputed(
        examine(evidence, read(Optional.of(value.replace("note", "nope")))), "value of the read");
    assertDisputed(examine(evidence, read(Optional.of("[]"))), "value of the read");
    assertDisputed(
        examine(
            evidence
                .deepCopy()
                .put("result", evidence.get("result").asText().replace("6e6f7465", "6e6f7065")),
            read(Optional.empty())),
        "result of the call");
    assertDisputed(
        examine(evidence.deepCopy().put("result", "0x"), read(Optional.empty())), "evidence");
    assertDisputed(
        examine(evidence.deepCopy().put("to", KEY.address()), read(Optional.empty())),
        "evidence.to");
    assertDisputed(
        examine(evidence.deepCopy().put("data", data(FIND, 99, null)), read(Optional.empty())),
        "evidence.data");
    assertDisputed(
        examine(
            evidence.deepCopy().put("blockHash", "0x" + "22".repeat(32)), read(Optional.empty())),
        "result of the call");
    assertDisputed(
        examination.examine(
            evidence.toString(),
            read(Optional.empty()),
            new TrustAnchors.QbftSeals(List.of(KEY.address()))),
        "evidence of a read");
  }

  /** Nothing in it is altered: it is a block of the chain, with what the contract said there. */
  @Test
  void shouldDisputeARead_whenItIsOfAGenuineBlockThatWasReplacedLongBeforeTheCall()
      throws Exception {
    ObjectNode old = Evidence.ofCall(chain.client(), contract, find());
    send(data(STORE, 11, "what makes the next block"));
    long replaced = chain.client().latestHeader().timestamp();
    long tolerated = replaced + Freshness.TOLERANCE_SECONDS;
    send(data(STORE, 12, "and another one"));

    assertThat(examine(old, read(Freshness.since(tolerated)))).isInstanceOf(Finding.Accepted.class);
    assertDisputed(examine(old, read(Freshness.since(tolerated + 1))), "a state that block");
  }

  @Test
  void shouldWait_whenFewerBlocksFollowThanTheRuleAsksFor() throws Exception {
    ObjectNode write = Evidence.of(chain.client(), send(data(STORE, 14, "n") + EXECUTE_0));
    ObjectNode read = Evidence.ofCall(chain.client(), contract, find());
    ExpectedCall written = expected(data(STORE, 14, "n") + EXECUTE_0);
    ExpectedCall found = read(Freshness.since(0));
    ObjectNode rival = read.deepCopy().put("blockHash", "0x" + "22".repeat(32));

    chain.mine();
    for (ObjectNode shallow : List.of(read, rival)) {
      assertThat(examineDeep(shallow, found)).isInstanceOf(Finding.Undecided.class);
    }
    assertThat(examineDeep(write, written)).isInstanceOf(Finding.Undecided.class);
    assertThat(examine(write, written)).isInstanceOf(Finding.Accepted.class);

    chain.mine();
    assertThat(examineDeep(write, written)).isInstanceOf(Finding.Accepted.class);
    assertThat(examineDeep(read, found)).isInstanceOf(Finding.Accepted.class);
    assertDisputed(examineDeep(rival, found), "result of the call");
  }

  /** The block that is read at has as many successors as the rule asks for, however old it is. */
  @Test
  void shouldCountTheRulesConfirmations_whenAReadIsDated() throws Exception {
    ObjectNode old = Evidence.ofCall(chain.client(), contract, find());
    chain.mine();
    chain.mine();
    ExpectedCall late =
        read(Freshness.since(chain.client().latestHeader().timestamp() + 1_000_000));

    assertThat(examineDeep(old, late)).isInstanceOf(Finding.Accepted.class);
    assertDisputed(examine(old, late), "a state that block");
    chain.mine();
    assertDisputed(examineDeep(old, late), "a state that block");
  }

  private Finding examineDeep(ObjectNode evidence, ExpectedCall expected) throws Exception {
    return examination.examine(
        evidence.toString(),
        expected,
        new TrustAnchors.NodeAgreement(1, List.of(chain.rpc().toString()), 2));
  }

  /** A chain that makes blocks only when there is something to do. */
  @Test
  void shouldAcceptARead_whenTheNewestBlockIsOld() throws Exception {
    ObjectNode newest = Evidence.ofCall(chain.client(), contract, find());
    long muchLater = chain.client().latestHeader().timestamp() + 10_000_000;

    assertThat(examine(newest, read(Freshness.since(muchLater))))
        .isInstanceOf(Finding.Accepted.class);
  }

  @Test
  void shouldDisputeARead_whenItIsFromBeforeAnEarlierStepOfThePlan() throws Exception {
    ObjectNode before = Evidence.ofCall(chain.client(), contract, find());
    Receipt write = send(data(STORE, 13, "an earlier step"));
    ObjectNode after = Evidence.ofCall(chain.client(), contract, find());
    ExpectedCall expected = read(new Freshness(0, write.blockNumber()));

    assertThat(examine(after, expected)).isInstanceOf(Finding.Accepted.class);
    assertDisputed(examine(before, expected), "block of the read");
  }

  @Test
  void shouldTellTheBlockThatIsProved_whateverIsWrittenBesideIt() {
    ObjectNode write = Evidence.of(chain.client(), stored).put("blockNumber", 1_000_000);
    ObjectNode read = Evidence.ofCall(chain.client(), contract, find());

    assertThat(EvidenceExamination.block(write.toString())).isEqualTo(stored.blockNumber());
    assertThat(EvidenceExamination.block(read.toString()))
        .isEqualTo(chain.client().latestHeader().number());
  }

  /** A peer that says no value could hide one that no message can carry. */
  @Test
  void shouldDisputeARead_whenItsValueIsTooLargeToBeTold() throws Exception {
    int length = 70_000;
    String large =
        "0x%064x%s%064x%064x%064x%s"
            .formatted(128, "0".repeat(64), 7, 1, length, "61".repeat(length) + "0".repeat(32));
    ObjectNode evidence = Evidence.ofCall(chain.client(), contract, find()).put("result", large);

    assertDisputed(examine(evidence, read(Optional.empty())), "value of the read");
  }

  private void assertForged(Consumer<ObjectNode> forgery, String where) throws Exception {
    ObjectNode evidence = Evidence.of(chain.client(), stored);
    forgery.accept(evidence);
    assertDisputed(examine(evidence, write()), where);
  }

  private static void assertDisputed(Finding finding, String where) {
    assertThat(finding).isInstanceOf(Finding.Disputed.class);
    assertThat(((Finding.Disputed) finding).text())
        .contains(where)
        .contains("expected")
        .contains("actual");
  }

  private Finding examine(ObjectNode evidence, ExpectedCall expected) throws Exception {
    return examination.examine(evidence.toString(), expected, agreement(1, chain.rpc().toString()));
  }

  private Finding examine(ObjectNode evidence, TrustAnchors anchors) throws Exception {
    return examination.examine(evidence.toString(), write(), anchors);
  }

  private static TrustAnchors agreement(int nodes, String... urls) {
    return new TrustAnchors.NodeAgreement(nodes, List.of(urls));
  }

  private static ExpectedCall write() {
    return expected(data(STORE, 1, "note") + tag(0, StepAction.EXECUTE));
  }

  private static ExpectedCall expected(String data) {
    return new ExpectedCall(
        CHAIN, contract, STORE, data, true, Optional.empty(), Optional.empty(), Freshness.since(0));
  }

  private static ExpectedCall read(Optional<String> value) {
    return read(value, Freshness.since(0));
  }

  private static ExpectedCall read(Freshness freshness) {
    return read(Optional.empty(), freshness);
  }

  private static ExpectedCall read(Optional<String> value, Freshness freshness) {
    return new ExpectedCall(
        CHAIN,
        contract,
        FIND,
        find(),
        false,
        value.map(EvidenceText::json),
        Optional.empty(),
        freshness);
  }

  private static String find() {
    return data(FIND, 1, null);
  }

  private static String data(FunctionSignature function, int digest, String note) {
    var arguments = JSON.createArrayNode().add("0x%064x".formatted(digest));
    return function.encode(note == null ? arguments : arguments.add(note));
  }

  private static String tag(int step, StepAction action) {
    return Hex.of(new StepTag(TRANSACTION, step, action).bytes()).substring(2);
  }

  private static Receipt send(String data) {
    return chain.succeed(KEY, new Call(contract, data, 300_000));
  }

  /** The URL of a port on which nobody listens. */
  private static String silent() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
