package io.govchain.crosschain;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallBody;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.tls.MutualTls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole proxy beside a real governance chain, spoken to over mutual TLS. */
class RunningProxyTest {
  @TempDir Path folder;
  private Consortium consortium;
  private Premises premises;
  private MutualTls subchainProxy;
  private MutualTls stranger;
  private AutoCloseable proxy;

  @BeforeEach
  void start() throws Exception {
    consortium = Consortium.start(folder);
    premises = new Premises(folder);
    subchainProxy = premises.certificate("subchain");
    stranger = premises.certificate("court");
    consortium.move(Premises.SELF, premises.endpoint(), premises.fingerprint().value());
    consortium.move(
        "registry/subchain", "https://127.0.0.1:1", subchainProxy.fingerprint().value());
    consortium.move("court/crosschain", "https://127.0.0.1:1", stranger.fingerprint().value());
    consortium.anvil().mineByItself();
    run();
  }

  private void run() throws Exception {
    proxy = Composition.start(premises.config(consortium.anvil().rpc(), "proxy.db"));
    eventually("it is ready", () -> premises.manage("/health/ready").status() == 200);
  }

  @AfterEach
  void stop() throws Exception {
    if (proxy != null) {
      proxy.close();
    }
    consortium.close();
  }

  @Test
  void shouldOpenARecordAndShowIt_whenItsSubchainProxyForwardsACall() throws Exception {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    byte[] forward = forward(call);

    assertThat(premises.ask(subchainProxy, "/amdp/v1/messages", forward).status()).isEqualTo(202);
    assertThat(premises.ask(subchainProxy, "/amdp/v1/messages", forward).code())
        .isEqualTo("envelope-duplicate");
    eventually("the record is open", () -> status(call).equals("executing"));
    assertThat(consortium.chain().transaction(call.transaction()).orElseThrow().status())
        .isEqualTo(TransactionRecord.Status.OPEN);

    Premises.Answer shown =
        premises.get(premises.operator, "/v1/transactions/" + call.transaction());
    assertThat(shown.json().get("steps")).hasSize(2);
    assertThat(shown.json().get("steps").get(1).get("responsible").asText())
        .isEqualTo("notary/crosschain");
    assertThat(shown.json().get("initiator").asText()).isEqualTo(Premises.SELF);
    assertThat(premises.manage("/metrics").text())
        .contains("govchain_transactions{status=\"executing\"} 1.0");

    proxy.close();
    run();
    assertThat(status(call)).as("after a restart").isEqualTo("executing");
    String evidence =
        "/v1/transactions/" + call.transaction() + "/evidence/" + "0x" + "ab".repeat(32);
    assertThat(premises.get(premises.operator, evidence).code()).isEqualTo("evidence-unknown");
    assertThat(premises.get(subchainProxy, evidence).code()).isEqualTo("role-refused");
    assertThat(premises.ask(subchainProxy, "/amdp/v1/messages", forward).code())
        .isEqualTo("envelope-duplicate");
  }

  @Test
  void shouldGoOnWithTheOthers_whenTheStateOfOneCannotBeRead() throws Exception {
    ApplicationCall poisoned = Calls.twoWrites(consortium.chain(), 600);
    premises.ask(subchainProxy, "/amdp/v1/messages", forward(poisoned));
    eventually("the record is open", () -> status(poisoned).equals("executing"));
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("proxy.db"));
        PreparedStatement spoil =
            database.prepareStatement(
                "UPDATE transactions SET state = '{}', wake_at = 1 WHERE id = ?")) {
      spoil.setString(1, poisoned.transaction());
      assertThat(spoil.executeUpdate()).isEqualTo(1);
    }

    ApplicationCall next = Calls.twoWrites(consortium.chain(), 600);
    premises.ask(subchainProxy, "/amdp/v1/messages", forward(next));
    eventually("its record is open", () -> status(next).equals("executing"));
  }

  @Test
  void shouldPutMessagesOff_whenTheChainFallsSilent() {
    byte[] forward = forward(Calls.twoWrites(consortium.chain(), 600));
    assertThat(premises.ask(subchainProxy, "/amdp/v1/messages", forward).status()).isEqualTo(202);

    consortium.anvil().close();

    eventually(
        "it believes nobody any more",
        () ->
            premises
                .ask(subchainProxy, "/amdp/v1/messages", forward)
                .code()
                .equals("governance-unavailable"));
    assertThat(premises.ask(subchainProxy, "/amdp/v1/messages", forward).text())
        .as("where the chain's node is")
        .doesNotContain(Integer.toString(consortium.anvil().rpc().getPort()));
  }

  @Test
  void shouldBelieveNobody_whenTheNodeIsBehindWhatTheJournalHasSeen() throws Exception {
    proxy.close();
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("proxy.db"));
        PreparedStatement ahead =
            database.prepareStatement("UPDATE chain_position SET block = block + 1000000")) {
      assertThat(ahead.executeUpdate()).isEqualTo(1);
    }
    byte[] forward = forward(Calls.twoWrites(consortium.chain(), 600));

    proxy = Composition.start(premises.config(consortium.anvil().rpc(), "proxy.db"));

    eventually(
        "it says why it does not begin",
        () -> premises.manage("/health/ready").text().contains("it lags, or is of another chain"));
    assertThat(premises.ask(subchainProxy, "/amdp/v1/messages", forward).code())
        .isEqualTo("not-ready");
  }

  @Test
  void shouldLetIn_onlyWhoMayAsk() {
    String ledger = "/v1/transactions";
    assertThat(premises.get(premises.operator, ledger).status()).isEqualTo(200);
    assertThat(premises.get(subchainProxy, ledger).status()).isEqualTo(200);
    assertThat(premises.get(stranger, ledger).code()).isEqualTo("role-refused");
    assertThat(premises.get(premises.certificate("unknown"), ledger).code())
        .isEqualTo("certificate-unregistered");
    assertThat(
            premises
                .ask(premises.operator, "/amdp/v1/messages", "{}".getBytes(StandardCharsets.UTF_8))
                .code())
        .isEqualTo("role-refused");
    byte[] forward = forward(Calls.twoWrites(consortium.chain(), 600));
    assertThat(premises.ask(stranger, "/amdp/v1/messages", forward).code())
        .isEqualTo("certificate-mismatch");
  }

  @Test
  void shouldCountARotatedCertificateWithTheNextBlock() {
    MutualTls rotated = premises.certificate("rotated");
    consortium.move("registry/subchain", "https://127.0.0.1:1", rotated.fingerprint().value());

    eventually(
        "the new one is known", () -> premises.get(rotated, "/v1/transactions").status() == 200);
    assertThat(premises.get(subchainProxy, "/v1/transactions").code())
        .isEqualTo("certificate-unregistered");
  }

  @Test
  void shouldSayWhatIsWrong_whenARequestMakesNoSense() {
    String unknown = "0x" + "00".repeat(32);
    assertThat(premises.get(premises.operator, "/v1/transactions/" + unknown).code())
        .isEqualTo("transaction-unknown");
    for (String path :
        new String[] {
          "/v1/transactions/0x12",
          "/v1/transactions/" + unknown + "/evidence/0x12",
          "/v1/transactions?status=lost",
          "/v1/transactions?limit=0",
          "/v1/transactions?limit=100000",
          "/v1/transactions?cursor=99999999999999999999"
        }) {
      Premises.Answer answer = premises.get(premises.operator, path);
      assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(400);
      assertThat(answer.code()).isNotEmpty();
    }
    assertThat(premises.post(premises.operator, "/v1/escalations/" + unknown + "/retry").code())
        .isEqualTo("transaction-unknown");
    assertThat(premises.post(premises.operator, "/v1/escalations/" + unknown + "/agree").status())
        .isEqualTo(400);
    byte[] settlement = "{\"settlement\": \"by hand\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            premises.ask(subchainProxy, "/v1/escalations/" + unknown + "/agree", settlement).code())
        .isEqualTo("role-refused");

    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    premises.ask(subchainProxy, "/amdp/v1/messages", forward(call));
    assertThat(
            premises
                .post(premises.operator, "/v1/escalations/" + call.transaction() + "/retry")
                .code())
        .isEqualTo("transaction-not-escalated");
    assertThat(premises.manage("/openapi.yaml").text()).contains("retryCompensation");
  }

  private String status(ApplicationCall call) {
    return premises
        .get(premises.operator, "/v1/transactions/" + call.transaction())
        .json()
        .path("status")
        .asText();
  }

  private byte[] forward(ApplicationCall call) {
    long now = consortium.chain().blockTime();
    CallBody body = CallBody.parse(call.body().getBytes(StandardCharsets.UTF_8));
    return new MessageFactory(
            Consortium.signer("registry/subchain"), "registry/subchain", new SecureRandom())
        .sign(
            MessageDraft.to(Premises.SELF)
                .transaction(call.transaction())
                .pipeline(
                    Consortium.PIPELINE,
                    consortium.chain().pipeline(Consortium.PIPELINE).orElseThrow().constraintHash())
                .place(0, Optional.empty())
                .valid(now, now + 600),
            new MessageData.Forward(body.call(), body.arguments()))
        .bytes();
  }
}
