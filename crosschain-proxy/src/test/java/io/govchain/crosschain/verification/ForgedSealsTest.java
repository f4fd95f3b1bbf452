package io.govchain.crosschain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Evidence;
import io.govchain.evidence.AnchorRules;
import io.govchain.evidence.EvidenceExamination;
import io.govchain.evidence.ExpectedCall;
import io.govchain.evidence.Finding;
import io.govchain.evidence.Freshness;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.TrustAnchors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole evidence of a write on a chain that is believed by its validators' seals: genuine, and
 * forged in every way. Nothing but the evidence and the registered validators is looked at; no node
 * is asked.
 */
class ForgedSealsTest {
  private static final long CHAIN = 31_402;
  private static final SigningKey WRITER = Anvil.key("adapter");
  private static final FunctionSignature STORE = FunctionSignature.parse("store(bytes32,string)");
  private static final List<SigningKey> VALIDATORS = keys("validator", 4);
  private static final List<SigningKey> STRANGERS = keys("stranger", 4);
  private static final List<String> REGISTERED = addresses(VALIDATORS);
  private static final List<String> NONE_LISTED = List.of();

  private static Anvil chain;
  private static String contract;
  private static ObjectNode genuine;
  private static ObjectNode other;
  private static ObjectNode elsewhere;

  private final EvidenceExamination examination = new EvidenceExamination(new AnchorRules());

  @BeforeAll
  static void start(@TempDir Path folder) {
    chain = Anvil.plain(folder, CHAIN);
    contract = deployed();
    genuine = Evidence.of(chain.client(), send(contract, calldata(1)));
    other = Evidence.of(chain.client(), send(contract, calldata(2)));
    elsewhere = Evidence.of(chain.client(), send(deployed(), calldata(1)));
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void shouldAccept_whenAQuorumOfTheRegisteredValidatorsSealed() throws Exception {
    accepted(sealed(REGISTERED, VALIDATORS.subList(0, 3), 0, 0).of(genuine));
    accepted(sealed(NONE_LISTED, VALIDATORS, 0, 0).of(genuine));
    accepted(sealed(REGISTERED, VALIDATORS, 2, 2).of(genuine));
  }

  @Test
  void shouldDispute_whenTooFewSealed() throws Exception {
    for (List<String> listed : List.of(REGISTERED, NONE_LISTED)) {
      disputed(sealed(listed, VALIDATORS.subList(0, 2), 0, 0).of(genuine), "at least 3 seals");
      disputed(sealed(listed, List.of(), 0, 0).of(genuine), "at least 3 seals");
    }
  }

  @Test
  void shouldDispute_whenSealsAreRepeated() throws Exception {
    SigningKey first = VALIDATORS.getFirst();

    disputed(sealed(REGISTERED, List.of(first, first, first), 0, 0).of(genuine), "twice");
    disputed(
        sealed(NONE_LISTED, List.of(first, VALIDATORS.get(1), first), 0, 0).of(genuine), "twice");
  }

  @Test
  void shouldDispute_whenOthersThanTheValidatorsSealed() throws Exception {
    disputed(sealed(NONE_LISTED, STRANGERS, 0, 0).of(genuine), "not among the validators");
    disputed(
        sealed(REGISTERED, concat(VALIDATORS.subList(0, 2), STRANGERS.subList(0, 1)), 0, 0)
            .of(genuine),
        "not among the validators");
    // Who forges a header lists his own validators.
    disputed(sealed(addresses(STRANGERS), STRANGERS, 0, 0).of(genuine), "expected the validators");
  }

  @Test
  void shouldDispute_whenTheSealsAreOfAnotherRound() throws Exception {
    disputed(sealed(REGISTERED, VALIDATORS, 1, 0).of(genuine), "commit seals");
    disputed(sealed(NONE_LISTED, VALIDATORS, 0, 1).of(genuine), "commit seals");
  }

  @Test
  void shouldDispute_whenTheValidatorsHaveChangedSinceTheAnchorWasRegistered() throws Exception {
    List<SigningKey> grown = concat(VALIDATORS, STRANGERS.subList(0, 1));
    List<SigningKey> replaced = concat(VALIDATORS.subList(0, 3), STRANGERS.subList(0, 1));

    disputed(sealed(addresses(grown), grown, 0, 0).of(genuine), "expected the validators");
    disputed(sealed(addresses(replaced), replaced, 0, 0).of(genuine), "expected the validators");
    // A contract selects them: the header does not tell, its seals do.
    disputed(sealed(NONE_LISTED, grown, 0, 0).of(genuine), "not among the validators");
    disputed(
        sealed(addresses(VALIDATORS.subList(0, 3)), VALIDATORS.subList(0, 3), 0, 0).of(genuine),
        "expected the validators");
    accepted(
        sealed(addresses(grown), grown, 0, 0).of(genuine),
        new TrustAnchors.QbftSeals(addresses(grown)));
  }

  @Test
  void shouldAccept_whenTheEvidenceShowsHowTheValidatorsChanged() throws Exception {
    List<SigningKey> grown = concat(VALIDATORS, STRANGERS.subList(0, 1));
    ObjectNode evidence = sealed(addresses(grown), grown, 0, 0).of(genuine);

    accepted(followed(evidence, evidence));
    disputed(evidence, "expected the validators");
  }

  @Test
  void shouldDispute_whenTheTrailOfValidatorsIsForged() throws Exception {
    ObjectNode taken = sealed(addresses(STRANGERS), STRANGERS, 0, 0).of(genuine);
    disputed(followed(taken, taken), "at least 2 of the 4 validators before");

    List<SigningKey> grown = concat(VALIDATORS, STRANGERS.subList(0, 1));
    ObjectNode evidence = sealed(addresses(grown), grown, 0, 0).of(genuine);
    disputed(
        followed(evidence, sealed(addresses(grown), VALIDATORS.subList(0, 3), 0, 0).of(genuine)),
        "at least 4 seals of 5");
    ObjectNode empty = evidence.deepCopy();
    empty.putArray("validators");
    disputed(empty, "1 to 64 steps");
    disputed(evidence.deepCopy().put("validators", "trust me"), "array");
    ObjectNode proven = sealed(NONE_LISTED, grown, 0, 0).of(genuine);
    disputed(followed(proven, proven), "");
  }

  @Test
  void shouldDispute_whenATrailComesWhereNodesMustAgree() throws Exception {
    ObjectNode evidence = sealed(REGISTERED, VALIDATORS, 0, 0).of(genuine);
    TrustAnchors nodes = new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1"));

    disputed(
        examination.examine(followed(evidence, evidence).toString(), expected(calldata(1)), nodes),
        "because nodes must agree");
  }

  /** The evidence with the header of other evidence as the one step of its trail. */
  private static ObjectNode followed(ObjectNode evidence, ObjectNode step) {
    ObjectNode followed = evidence.deepCopy();
    followed.putArray("validators").addObject().set("header", step.get("header"));
    return followed;
  }

  @Test
  void shouldDispute_whenTheHeaderIsAlteredUnderItsSeals() throws Exception {
    ObjectNode sealed = sealed(REGISTERED, VALIDATORS, 0, 0).of(genuine);
    BlockHeader header =
        HeaderRlp.decode(sealed.get("header").asText(), sealed.get("blockHash").asText());
    BlockHeader foreign =
        HeaderRlp.decode(other.get("header").asText(), other.get("blockHash").asText())
            .withExtraData(header.extraData());
    ObjectNode altered = other.deepCopy().put("header", foreign.rlp());
    altered.put("blockHash", HeaderRlp.hash(foreign, HeaderRlp.HashRule.QBFT));

    disputed(altered, calldata(2), "commit seals");
    disputed(sealed.deepCopy().put("blockHash", genuine.get("blockHash").asText()), "header");
    disputed(sealed.deepCopy().put("header", genuine.get("header").asText()), "header");
    disputed(genuine, "commit seals");
  }

  @Test
  void shouldDispute_whenTheProofIsOfAnotherPlaceOrTree() throws Exception {
    ObjectNode sealed = sealed(REGISTERED, VALIDATORS, 0, 0).of(genuine);

    disputed(sealed.deepCopy().put("transactionIndex", 1), "evidence");
    disputed(withOthers(sealed, "transactionProof"), "evidence");
    disputed(withOthers(sealed, "receiptProof"), "evidence");
    ObjectNode swapped = sealed.deepCopy();
    swapped.set("receiptProof", sealed.get("transactionProof"));
    disputed(swapped, "evidence");
    disputed(sealed(REGISTERED, VALIDATORS, 0, 0).of(other), "transaction.data");
  }

  @Test
  void shouldDispute_whenTheReceiptIsOfAnotherContract() throws Exception {
    disputed(sealed(REGISTERED, VALIDATORS, 0, 0).of(elsewhere), "transaction.to");
  }

  private static ObjectNode withOthers(ObjectNode evidence, String proof) {
    ObjectNode forged = evidence.deepCopy();
    forged.set(proof, other.get(proof));
    return forged;
  }

  private void accepted(ObjectNode evidence) throws Exception {
    accepted(evidence, new TrustAnchors.QbftSeals(REGISTERED));
  }

  private void accepted(ObjectNode evidence, TrustAnchors anchors) throws Exception {
    assertThat(examination.examine(evidence.toString(), expected(calldata(1)), anchors))
        .isInstanceOf(Finding.Accepted.class);
  }

  private void disputed(ObjectNode evidence, String why) throws Exception {
    disputed(evidence, calldata(1), why);
  }

  private void disputed(ObjectNode evidence, String data, String why) throws Exception {
    Finding finding =
        examination.examine(
            evidence.toString(), expected(data), new TrustAnchors.QbftSeals(REGISTERED));

    disputed(finding, why);
  }

  private static void disputed(Finding finding, String why) {
    assertThat(finding).isInstanceOf(Finding.Disputed.class);
    assertThat(((Finding.Disputed) finding).text()).contains(why);
  }

  private static ExpectedCall expected(String data) {
    return new ExpectedCall(
        CHAIN, contract, STORE, data, true, Optional.empty(), Optional.empty(), Freshness.since(0));
  }

  private static SealedEvidence sealed(
      List<String> listed, List<SigningKey> sealers, long round, long sealedRound) {
    return new SealedEvidence(listed, sealers, round, sealedRound);
  }

  private static String deployed() {
    return chain
        .succeed(WRITER, Call.create(ContractArtifacts.creationCode("EvidenceStore"), 3_000_000))
        .contractAddress()
        .orElseThrow();
  }

  private static Receipt send(String to, String data) {
    return chain.succeed(WRITER, new Call(to, data, 300_000));
  }

  private static String calldata(int digest) {
    return STORE.encode(
            new ObjectMapper().createArrayNode().add("0x%064x".formatted(digest)).add("note"))
        + Hex.of(new StepTag("0x" + "ab".repeat(32), 0, StepAction.EXECUTE).bytes()).substring(2);
  }

  private static List<SigningKey> keys(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> Anvil.key(name + i)).toList();
  }

  private static List<String> addresses(List<SigningKey> keys) {
    return keys.stream().map(SigningKey::address).toList();
  }

  private static List<SigningKey> concat(List<SigningKey> first, List<SigningKey> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
