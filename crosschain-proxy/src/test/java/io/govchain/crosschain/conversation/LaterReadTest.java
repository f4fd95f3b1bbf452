package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.StepSide;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.verification.Verification;
import io.govchain.evidence.Finding;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.send.Call;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that writes to another party's chain and then reads there what it wrote. */
class LaterReadTest {
  private static final String SELF = "registry/crosschain";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk desk;
  private Author peer;
  private Verification verification;
  private ApplicationCall call;
  private Receipt write;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    desk = new Desk(folder, consortium, SELF);
    peer = Author.of(consortium.chain(), "notary/crosschain");
    verification =
        new Verification(
            desk.journal, desk.database, desk.registry, desk.plans, new RecentCalls(desk.database));
    write =
        consortium
            .anvil()
            .succeed(Anvil.key("adapter"), new Call(Consortium.CONTRACT_ADDRESS, "0x", 100_000));
    String digest = Calls.digest();
    call =
        Calls.builder(consortium.chain(), 600)
            .write(StepSide.TARGET, "notary/evidence", "store(bytes32,string)", digest, "x")
            .read(StepSide.TARGET, "notary/evidence", Consortium.FIND.signature(), digest)
            .sign(Consortium.signer("registry/app"));
    Author subchain = Author.of(consortium.chain(), "registry/subchain");
    assertThat(desk.receive(subchain.forward(call, SELF)).status()).isEqualTo(202);
    desk.open(desk.plans.of(call.call()).orElseThrow());
  }

  @AfterEach
  void stop() {
    verification.close();
    desk.close();
    consortium.close();
  }

  @Test
  void shouldDisputeTheRead_whenItIsFromBeforeTheWrite() throws Exception {
    accept(writeEvidence());

    Finding finding = judge(write.blockNumber() - 1);

    assertThat(finding).isInstanceOf(Finding.Disputed.class);
    assertThat(((Finding.Disputed) finding).text())
        .contains("block of the read")
        .contains("expected " + write.blockNumber());
  }

  @Test
  void shouldAskTheNodes_whenItIsFromTheWritesBlock() throws Exception {
    accept(writeEvidence());

    Finding finding = judge(write.blockNumber());

    assertThat(finding).as("nobody listens there").isInstanceOf(Finding.Undecided.class);
    assertThat(((Finding.Undecided) finding).why()).contains("0 of 1 nodes");
  }

  @Test
  void shouldJudgeTheWriteFirst() throws Exception {
    show(0, writeEvidence());

    Finding finding = judge(write.blockNumber() - 1);

    assertThat(finding).isInstanceOf(Finding.Undecided.class);
    assertThat(((Finding.Undecided) finding).why()).contains("judged first");
  }

  private void accept(String evidence) {
    show(0, evidence);
    desk.apply(
        call.transaction(),
        new Input.EvidenceJudged(
            0, new Evidence(evidence).digest(), Verdict.Accepted, Reason.NONE));
  }

  private Finding judge(long block) throws InterruptedException {
    String read = readEvidence(block);
    show(1, read);
    return verification.judge(call.transaction(), 1, new Evidence(read).digest());
  }

  private void show(int step, String evidence) {
    Desk.Answer answer =
        desk.receive(
            peer.sign(
                peer.draft(SELF, call.transaction()).step(step),
                peer.succeeded(call, step, SELF, evidence)));
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
  }

  private String writeEvidence() {
    return io.govchain.crosschain.fixture.Evidence.of(consortium.anvil().client(), write)
        .toString();
  }

  private String readEvidence(long block) {
    String data =
        FunctionSignature.parse(Consortium.FIND.signature())
            .encode(call.disclosures().get(1).arguments());
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "evm-call")
        .put("chainId", Consortium.SUBCHAIN)
        .put("blockNumber", block)
        .put("blockHash", "0x" + "22".repeat(32))
        .put("to", Consortium.CONTRACT_ADDRESS)
        .put("data", data)
        .put("result", ProvedTest.RESULT)
        .toString();
  }
}
