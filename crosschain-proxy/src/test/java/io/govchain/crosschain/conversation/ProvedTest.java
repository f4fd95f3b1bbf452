package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.StepStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that shows sound evidence and leaves out what everybody reads: value and hash. */
class ProvedTest {
  private static final String SELF = "registry/crosschain";

  /** {@code ("note", 0xee..., 7, true)}, as the EVM returns it. */
  static final String RESULT =
      "0x%064x%s%064x%064x%064x%s"
          .formatted(128, "0".repeat(24) + "ee".repeat(20), 7, 1, 4, "6e6f7465" + "0".repeat(56));

  private static final String VALUE = "[\"note\",\"0x" + "ee".repeat(20) + "\",\"7\",true]";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk desk;
  private Author peer;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    desk = new Desk(folder, consortium, SELF);
    peer = Author.of(consortium.chain(), "notary/crosschain");
  }

  @AfterEach
  void stop() {
    desk.close();
    consortium.close();
  }

  @Test
  void shouldTellTheProvedValue_whenThePeerWithheldIt() {
    ApplicationCall call = begin(read());
    receive(call, silent(call, readEvidence()));

    settle(call, readEvidence(), Verdict.Accepted);

    assertThat(told().value().map(Object::toString)).contains(VALUE);
  }

  @Test
  void shouldTellTheProvedValue_whenItWasSaidOnlyWithTheSameEvidenceOnceMore() {
    ApplicationCall call = begin(read());
    MessageData.StepOutcome silent = silent(call, readEvidence());
    receive(call, silent);
    receive(
        call,
        new MessageData.StepOutcome(
            silent.call(),
            silent.result(),
            silent.reason(),
            silent.arguments(),
            silent.evidence(),
            silent.evidenceDigest(),
            Optional.of(peer.seal("[\"lie\"]", SELF, call.transaction(), 0, Purpose.VALUE)),
            Optional.empty()));

    settle(call, readEvidence(), Verdict.Accepted);

    assertThat(told().value().map(Object::toString)).contains(VALUE);
  }

  @Test
  void shouldTellNoValue_whenTheEvidenceWasNotAccepted() {
    ApplicationCall call = begin(read());
    receive(call, silent(call, readEvidence()));

    settle(call, readEvidence(), Verdict.Disputed);

    assertThat(told().value()).isEmpty();
  }

  @Test
  void shouldTellTheProvedHash_whenThePeerWithheldIt() {
    Receipt receipt =
        consortium
            .anvil()
            .succeed(Anvil.key("adapter"), new Call(Consortium.CONTRACT_ADDRESS, "0x", 100_000));
    String evidence =
        io.govchain.crosschain.fixture.Evidence.of(consortium.anvil().client(), receipt).toString();
    ApplicationCall call =
        begin(
            Calls.builder(consortium.chain(), 600)
                .write(
                    StepSide.TARGET,
                    "notary/evidence",
                    "store(bytes32,string)",
                    Calls.digest(),
                    "x"));
    receive(call, silent(call, evidence));

    settle(call, evidence, Verdict.Accepted);

    assertThat(told().subchainTransaction()).contains(receipt.transactionHash());
    assertThat(told().value()).isEmpty();
  }

  private ApplicationCall.Builder read() {
    return Calls.builder(consortium.chain(), 600)
        .read(StepSide.TARGET, "notary/evidence", Consortium.FIND.signature(), Calls.digest());
  }

  private ApplicationCall begin(ApplicationCall.Builder plan) {
    ApplicationCall call = plan.sign(Consortium.signer("registry/app"));
    Author subchain = Author.of(consortium.chain(), "registry/subchain");
    assertThat(desk.receive(subchain.forward(call, SELF)).status()).isEqualTo(202);
    desk.open(desk.plans.of(call.call()).orElseThrow());
    return call;
  }

  /** Sound evidence, and nothing beside it. */
  private MessageData.StepOutcome silent(ApplicationCall call, String evidence) {
    MessageData.StepOutcome full = peer.succeeded(call, 0, SELF, evidence);
    return new MessageData.StepOutcome(
        full.call(),
        full.result(),
        full.reason(),
        full.arguments(),
        full.evidence(),
        full.evidenceDigest(),
        Optional.empty(),
        Optional.empty());
  }

  private void receive(ApplicationCall call, MessageData.StepOutcome outcome) {
    Desk.Answer answer =
        desk.receive(peer.sign(peer.draft(SELF, call.transaction()).step(0), outcome));
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
  }

  private void settle(ApplicationCall call, String evidence, Verdict verdict) {
    String digest = new Evidence(evidence).digest();
    desk.apply(call.transaction(), new Input.EvidenceJudged(0, digest, verdict, Reason.NONE));
    desk.apply(
        call.transaction(), new Input.StepReportedOnChain(0, Entry.Succeeded, digest, false));
    desk.apply(call.transaction(), new Input.StatusChangedOnChain(ChainStatus.Settled));
  }

  private StepStatus told() {
    return desk.sent.stream()
        .filter(sent -> sent.claimed().type() == MessageType.STATUS)
        .map(sent -> (MessageData.Status) sent.claimed().data())
        .toList()
        .getLast()
        .steps()
        .getFirst();
  }

  private static String readEvidence() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "evm-call")
        .put("chainId", Consortium.SUBCHAIN)
        .put("blockNumber", 7)
        .put("blockHash", "0x" + "22".repeat(32))
        .put("to", Consortium.CONTRACT_ADDRESS)
        .put("data", "0x")
        .put("result", RESULT)
        .toString();
  }
}
