package io.govchain.subchain.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.Reason;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepStatus;
import io.govchain.governance.Service;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.http.Caller;
import io.govchain.service.loop.Loops;
import io.govchain.service.messaging.Intake;
import io.govchain.service.messaging.OutboxListener.SetAside;
import io.govchain.service.messaging.OutgoingMessage;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.journal.CallView;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.StoredCall;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the paired cross-chain proxy, and anybody else, may tell this proxy. */
class PartnerMessagesTest {

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private ProxyUnderTest proxy;
  private SignedCall call;
  private Envelope forward;

  @BeforeEach
  void acceptACall() {
    proxy = new ProxyUnderTest(folder, governance, new ValueSubchain(), Death.NEVER);
    var signed = governance.world.call().sign(governance.world.applicationKey);
    call = signed.call();
    forward =
        proxy.database.writeAndWait(
            handle -> {
              Calls.insert(
                  handle,
                  new StoredCall(
                      call.transaction(),
                      call.envelope().digest(),
                      World.APPLICATION,
                      call.plan().request(),
                      call.envelope().json(),
                      List.of("a", "b"),
                      List.of(World.PIPELINE),
                      World.NOW,
                      call.deadline(),
                      CallView.received()));
              return proxy.outbox.send(
                  handle,
                  draft(World.PARTNER),
                  new MessageData.Forward(call.envelope(), List.of("a", "b")));
            });
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private MessageDraft draft(String to) {
    return MessageDraft.to(to)
        .transaction(call.transaction())
        .pipeline(World.PIPELINE, World.CONSTRAINT)
        .valid(World.NOW, World.NOW + 600);
  }

  private Envelope status(CallStatus status, long issued, long sequence) {
    Optional<String> previous =
        sequence == 0 ? Optional.empty() : Optional.of("0x" + "00".repeat(32));
    MessageDraft draft =
        draft(World.PROXY).place(sequence, previous).valid(issued, World.NOW + 600);
    StepStatus step =
        new StepStatus(
            0,
            StepStatus.Outcome.SUCCEEDED,
            StepStatus.Verdict.ACCEPTED,
            StepStatus.Compensation.NONE,
            Optional.of("0x" + "aa".repeat(32)),
            Optional.empty(),
            Optional.empty());
    return proxy.sign(draft, new MessageData.Status(status, Optional.of("said so"), List.of(step)));
  }

  private CallView view() {
    return proxy
        .database
        .read(handle -> Calls.byTransaction(handle, call.transaction()))
        .orElseThrow()
        .view();
  }

  @Test
  void shouldShowTheNews_whenTheStatusChanges() {
    assertThat(proxy.receive(status(CallStatus.EXECUTING, World.NOW, 0)))
        .isInstanceOf(Intake.Accept.class);

    assertThat(view().status()).isEqualTo(CallStatus.EXECUTING);
    assertThat(view().detail()).isEqualTo("said so");
    assertThat(view().stepsJson()).contains("\"outcome\":\"succeeded\"").contains("aa".repeat(32));
  }

  @Test
  void shouldKeepTheNewerStatus_whenMessagesComeInTheWrongOrder() {
    proxy.receive(status(CallStatus.SETTLED, World.NOW, 5));
    proxy.receive(status(CallStatus.VERIFYING, World.NOW, 4));
    proxy.receive(status(CallStatus.COMPENSATING, World.NOW + 1, 0));

    assertThat(view().status()).isEqualTo(CallStatus.SETTLED);
  }

  @Test
  void shouldBelieveAPartnerThatLostItsJournal_whenItCountsFromZeroAgain() {
    proxy.receive(status(CallStatus.EXECUTING, World.NOW, 9));
    governance.nextBlock(5);
    proxy.receive(status(CallStatus.COMPENSATING, World.NOW + 5, 0));

    assertThat(view().status()).isEqualTo(CallStatus.COMPENSATING);
  }

  @Test
  void shouldRejectTheCall_whenTheForwardIsRefused() {
    proxy.receive(
        proxy.sign(
            draft(World.PROXY).inReplyTo(forward.digest()),
            new MessageData.Refusal(Reason.of("plan-invalid", "too far ahead"))));

    assertThat(view().status()).isEqualTo(CallStatus.REJECTED);
    assertThat(view().detail()).isEqualTo("plan-invalid: too far ahead");
  }

  @Test
  void shouldRejectTheCall_whenTheForwardIsSetAsideAsRefused() {
    setAside(new SetAside("sender-not-active", "expected an active sender", false));

    assertThat(view().status()).isEqualTo(CallStatus.REJECTED);
  }

  @Test
  void shouldAskTheChain_whenARepeatedForwardIsRefusedThatMayHaveBeenTaken() {
    setAside(new SetAside("sender-not-active", "expected an active sender", true));
    assertThat(view().status()).isEqualTo(CallStatus.RECEIVED);
    OverdueCalls overdue =
        new OverdueCalls(proxy.database, governance, proxy.bell, new Loops(proxy.metrics));
    governance.nextBlock(700);
    governance.open(call.transaction(), TransactionRecord.Status.SETTLED);

    overdue.look();

    assertThat(view().status()).isEqualTo(CallStatus.SETTLED);
  }

  @Test
  void shouldAskTheChain_whenTheForwardRanOutOfTime() {
    setAside(new SetAside(SetAside.EXPIRED, "late", false));
    assertThat(view().status()).isEqualTo(CallStatus.RECEIVED);
    OverdueCalls overdue =
        new OverdueCalls(proxy.database, governance, proxy.bell, new Loops(proxy.metrics));
    governance.nextBlock(700);
    governance.open(call.transaction(), TransactionRecord.Status.COMPENSATED);

    overdue.look();

    assertThat(view().status()).isEqualTo(CallStatus.COMPENSATED);
  }

  @Test
  void shouldRejectTheCall_whenItWasNotOpenedBeforeItsDeadline() {
    OverdueCalls overdue =
        new OverdueCalls(proxy.database, governance, proxy.bell, new Loops(proxy.metrics));
    overdue.look();
    assertThat(view().status()).isEqualTo(CallStatus.RECEIVED);

    governance.nextBlock(700);
    overdue.look();

    assertThat(view().status()).isEqualTo(CallStatus.REJECTED);
  }

  @Test
  void shouldRejectTheCall_whenItsIdStandsOnTheRecordWithAnotherPlan() {
    OverdueCalls overdue =
        new OverdueCalls(proxy.database, governance, proxy.bell, new Loops(proxy.metrics));
    governance.openOtherwise(call.transaction(), TransactionRecord.Status.SETTLED);
    governance.nextBlock(700);

    overdue.look();

    assertThat(view().status()).isEqualTo(CallStatus.REJECTED);
    assertThat(view().detail()).startsWith("record-mismatch");
  }

  @Test
  void shouldLookAtEveryOverdueCall_whenAsManyWaitForPeopleAsFitOnAPage() {
    proxy.database.writeAndWait(handle -> handle.execute("UPDATE calls SET position = 1000"));
    for (int i = 1; i <= OverdueCalls.PAGE; i++) {
      long position = i;
      String older = "0x%064x".formatted(i);
      proxy.database.writeAndWait(
          handle ->
              handle.execute(
                  "INSERT INTO calls (position, transaction_id, envelope_digest, application,"
                      + " request, envelope, arguments, received_at, deadline, status, detail,"
                      + " steps, told_at, told_sequence)"
                      + " SELECT ?, ?, '', application, ?, envelope, arguments, received_at,"
                      + " deadline, 'escalated', '', steps, told_at, told_sequence"
                      + " FROM calls WHERE position = 1000",
                  position,
                  older,
                  older));
      governance.open(older, TransactionRecord.Status.ESCALATED);
    }
    governance.nextBlock(700);
    governance.open(call.transaction(), TransactionRecord.Status.SETTLED);
    OverdueCalls overdue =
        new OverdueCalls(proxy.database, governance, proxy.bell, new Loops(proxy.metrics));

    overdue.look();
    overdue.look();

    assertThat(view().status()).isEqualTo(CallStatus.SETTLED);
  }

  @Test
  void shouldHearNobodyElse() {
    assertThat(code(status(CallStatus.SETTLED, World.NOW, 0), Set.of()))
        .isEqualTo("certificate-mismatch");
    Envelope stranger =
        new MessageFactory(World.signer(8), "court/crosschain-proxy", new SecureRandom())
            .sign(
                draft(World.PROXY),
                new MessageData.Status(CallStatus.SETTLED, Optional.empty(), List.of()));
    assertThat(code(stranger, Set.of(new TlsPeer(TlsPeer.Role.SERVICE, "court/crosschain-proxy"))))
        .isEqualTo("sender-not-paired");
    Envelope forged =
        new MessageFactory(World.signer(8), World.PARTNER, new SecureRandom())
            .sign(
                draft(World.PROXY),
                new MessageData.Status(CallStatus.SETTLED, Optional.empty(), List.of()));
    assertThat(code(forged, partner())).isEqualTo("key-mismatch");
    governance.world.service(
        World.PARTNER,
        Service.Kind.CROSSCHAIN_PROXY,
        Service.Status.SUSPENDED,
        governance.world.partnerKey,
        World.PROXY);
    assertThat(code(status(CallStatus.SETTLED, World.NOW, 0), partner()))
        .isEqualTo("sender-not-active");
    assertThat(view().status()).isEqualTo(CallStatus.RECEIVED);
  }

  @Test
  void shouldRefuseAReply_whenNothingWasAsked() {
    Envelope refusal =
        proxy.sign(
            draft(World.PROXY).inReplyTo("0x" + "00".repeat(32)),
            new MessageData.Refusal(Reason.of("plan-invalid", "x")));

    assertThat(code(refusal, partner())).isEqualTo("reply-mismatch");
  }

  private static Set<TlsPeer> partner() {
    return Set.of(new TlsPeer(TlsPeer.Role.SERVICE, World.PARTNER));
  }

  private String code(Envelope envelope, Set<TlsPeer> identities) {
    Caller caller = new Caller(Fingerprint.parse("0x" + "b2".repeat(32)), identities);
    return ((Intake.Reject) proxy.messages.judge(envelope.bytes(), caller)).problem().code();
  }

  private void setAside(SetAside reason) {
    OutgoingMessage message =
        new OutgoingMessage(
            forward.claimed().id(),
            World.PARTNER,
            call.transaction(),
            call.deadline(),
            forward.bytes());
    proxy.database.writeAndWait(
        handle -> {
          proxy.news.setAside(handle, message, reason);
          return true;
        });
  }
}
