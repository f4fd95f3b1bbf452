package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.crypto.LocalSigner;
import io.govchain.governance.Entry;
import io.govchain.testnet.checker.Change;
import io.govchain.testnet.checker.Facts;
import io.govchain.testnet.endtoend.Liar.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A registered member that cheats: its key and its certificate are genuine, it speaks over real TLS
 * with a real proxy, and what it says is forged, replayed, sent to the wrong one, late, early, out
 * of order, too large, cut off, or drips. Each gets its stable answer, none has an effect, and an
 * honest call goes on meanwhile.
 */
final class MisbehavingPeersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /** A receiver waits ten seconds for a body. */
  private static final Duration RECEIVE_TIME = Duration.ofSeconds(20);

  private static final int LARGEST_ENVELOPE = 1 << 20;
  private static final String NO_EVIDENCE = "{\"kind\":\"evm-transaction\"}";

  @TempDir static Path home;
  private static World world;
  private static Liar liar;
  private static Lies lies;
  private static Aftermath after;

  private final List<String> lied = new ArrayList<>();
  private GovernedCall honest;

  @BeforeAll
  static void createWorld() {
    world = World.create(home.resolve("world"));
    liar = Liar.registrys(world, world.registry.crosschainProxy());
    lies = new Lies(liar);
    after = new Aftermath(world);
  }

  @AfterAll
  static void endWorld() {
    if (liar != null) {
      liar.close();
    }
    if (world != null) {
      world.close();
    }
  }

  @BeforeEach
  void beginAnHonestCall() throws Exception {
    honest = world.storesOnBothChains(World.randomDigest());
  }

  @AfterEach
  void shouldLetTheHonestCallGoOnAndDoNothingOfTheLies() {
    within(PATIENCE).eventually(honest.isTold("settled"));
    Facts facts = world.facts();
    assertThat(facts.changes()).noneMatch(change -> lied.contains(change.transaction()));
    assertThat(facts.effects())
        .noneMatch(effect -> effect.tag().filter(t -> lied.contains(t.transaction())).isPresent());
    assertThat(honest.executed(world.registryChain)).isEqualTo(1);
    assertThat(honest.executed(world.courtChain)).isEqualTo(1);
  }

  @Test
  void shouldRefuse_whenForged() throws Exception {
    ApplicationCall call = signed();
    Envelope genuine = lies.signedRequest(call, NO_EVIDENCE);
    MessageDraft draft = liar.draft(call.transaction()).step(1);
    MessageData request = lies.request(call, NO_EVIDENCE);

    refused(
        liar.say(Lies.spliced(genuine, lies.signedRequest(signed(), NO_EVIDENCE))),
        400,
        "signature-invalid");
    refused(
        liar.say(liar.signWith(LocalSigner.random(new SecureRandom()), draft, request)),
        400,
        "key-mismatch");
    refused(
        liar.say(liar.signAs("court/subchain-proxy", draft, request)), 403, "certificate-mismatch");
    refused(
        liar.say(liar.signAs("nobody/crosschain-proxy", draft, request)),
        403,
        "certificate-mismatch");
    ApplicationCall forged = world.signedBy(LocalSigner.random(new SecureRandom()));
    lied.add(forged.transaction());
    refused(liar.say(lies.signedRequest(forged, NO_EVIDENCE)), 400, "key-mismatch");
    try (Liar wrongCertificate = Liar.registrys(world, world.registry.subchainProxy())) {
      refused(wrongCertificate.say(genuine), 403, "certificate-mismatch");
    }
  }

  @Test
  void shouldAcknowledgeAndDoNothing_whenReplayed() throws Exception {
    ApplicationCall call = signed();
    Envelope request = lies.signedRequest(call, NO_EVIDENCE);

    assertThat(liar.say(request).status()).isEqualTo(202);
    for (int i = 0; i < 3; i++) {
      refused(liar.say(request), 200, "envelope-duplicate");
    }
    // Another message would be another id to be kept of a transaction that nobody opened.
    refused(liar.say(lies.signedRequest(call, NO_EVIDENCE)), 503, "transaction-mismatch");
  }

  @Test
  void shouldRefuse_whenAnIdIsUsedForAnotherMessage() throws Exception {
    within(PATIENCE).eventually(honest.isTold("settled"));
    SecureRandom sameIds = Lies.alwaysTheSame();
    MessageDraft draft = liar.draft(honest.transaction()).step(1);
    MessageData question = new MessageData.EvidenceRequest();

    assertThat(liar.say(liar.sign(draft, question, sameIds)).status()).isEqualTo(202);
    refused(
        liar.say(liar.sign(draft.place(7, Optional.of(World.randomDigest())), question, sameIds)),
        400,
        "message-id-reused");
  }

  @Test
  void shouldRefuse_whenRetargeted() throws Exception {
    ApplicationCall call = signed();
    ApplicationCall other = signed();
    MessageDraft draft = liar.draft(call.transaction()).step(1);

    refused(
        liar.say(
            liar.sign(
                liar.draft("court/subchain-proxy", call.transaction()).step(1),
                lies.request(call, NO_EVIDENCE))),
        400,
        "audience-mismatch");
    refused(
        liar.say(liar.sign(draft, lies.request(other, NO_EVIDENCE))), 400, "transaction-mismatch");
    refused(liar.say(liar.sign(draft, lies.request(call, 0, NO_EVIDENCE))), 400, "sealed-refused");
    refused(
        liar.say(liar.sign(draft.step(0), lies.request(call, NO_EVIDENCE))),
        400,
        "audience-mismatch");
    refused(
        liar.say(
            liar.sign(
                draft.pipeline(world.pipeline.path(), World.randomDigest()),
                lies.request(call, NO_EVIDENCE))),
        400,
        "constraint-mismatch");
    refused(
        liar.say(liar.sign(draft.step(1), lies.succeeded(call, 1, NO_EVIDENCE))),
        400,
        "audience-mismatch");
  }

  @Test
  void shouldRefuse_whenExpiredOrNotYetValid() throws Exception {
    ApplicationCall call = signed();
    long now = world.consortium.chain().blockTime();
    MessageDraft draft = liar.draft(call.transaction()).step(1);
    MessageData request = lies.request(call, NO_EVIDENCE);

    refused(liar.say(liar.sign(draft.valid(now - 100, now - 1), request)), 400, "envelope-expired");
    refused(
        liar.say(liar.sign(draft.valid(now + 1_000, now + 2_000), request)),
        400,
        "envelope-not-yet-valid");
  }

  @Test
  void shouldDoNothing_whenReordered() throws Exception {
    ApplicationCall call = signed();
    MessageDraft draft = liar.draft(call.transaction());

    assertThat(liar.say(liar.sign(draft.step(1), new MessageData.EvidenceRequest())).status())
        .isEqualTo(503);
    Envelope outcome =
        liar.sign(
            draft.step(0).place(7, Optional.of(World.randomDigest())),
            lies.succeeded(call, 0, NO_EVIDENCE));
    refused(liar.say(outcome), 503, "transaction-mismatch");
    assertThat(liar.say(lies.signedRequest(call, NO_EVIDENCE)).status()).isEqualTo(202);
    refused(liar.say(outcome), 503, "transaction-mismatch");
  }

  @Test
  void shouldKeepOneEvidenceAtMost_whenEachOutcomeShowsAnother() throws Exception {
    ApplicationCall call = signed();
    ApplicationCall neverOpened = signed();
    assertThat(liar.say(lies.signedRequest(call, NO_EVIDENCE)).status()).isEqualTo(202);

    for (int i = 0; i < 5; i++) {
      String other = "{\"kind\":\"" + i + "\"}";
      refused(liar.say(outcome(call, other)), 503, "transaction-mismatch");
      refused(liar.say(outcome(neverOpened, other)), 503, "transaction-mismatch");
    }

    assertThat(after.evidence(world.court, call.transaction(), 0)).containsExactly(NO_EVIDENCE);
    assertThat(after.evidence(world.court, neverOpened.transaction(), 0)).isEmpty();
  }

  private static Envelope outcome(ApplicationCall call, String evidence) {
    return liar.sign(liar.draft(call.transaction()).step(0), lies.succeeded(call, 0, evidence));
  }

  @Test
  void shouldRefuse_whenOversized() throws Exception {
    byte[] genuine = lies.signedRequest(signed(), NO_EVIDENCE).bytes();

    refused(liar.say(Lies.padded(genuine, LARGEST_ENVELOPE + 1)), 413, "envelope-too-large");
    refused(liar.say(Lies.padded(genuine, 3 * LARGEST_ENVELOPE)), 413, "body-too-large");
    refused(
        liar.say("{\"payload\":".repeat(50_000).getBytes(StandardCharsets.UTF_8)),
        400,
        "envelope-malformed");
  }

  @Test
  void shouldTakeNothing_whenHalfSent() throws Exception {
    byte[] genuine = lies.signedRequest(signed(), NO_EVIDENCE).bytes();
    List<SSLSocket> left = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SSLSocket socket = liar.connection();
      OutputStream out = socket.getOutputStream();
      out.write(Liar.head(genuine.length));
      out.write(genuine, 0, genuine.length / 2);
      out.flush();
      if (i % 2 == 0) {
        socket.close();
      } else {
        left.add(socket);
      }
    }
    within(PATIENCE).eventually(honest.isTold("settled"));
    for (SSLSocket socket : left) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408").contains("body-too-slow");
      socket.close();
    }
  }

  @Test
  void shouldEndTheConnection_whenItDrips() throws Exception {
    byte[] genuine = lies.signedRequest(signed(), NO_EVIDENCE).bytes();
    try (SSLSocket body = liar.connection();
        SSLSocket head = liar.connection()) {
      body.getOutputStream().write(Liar.head(genuine.length));
      assertThat(Drip.into(body, genuine, RECEIVE_TIME))
          .startsWith("HTTP/1.1 408")
          .contains("body-too-slow");

      byte[] endless =
          ("POST /amdp/v1/messages HTTP/1.1\r\nx: " + "y".repeat(5_000))
              .getBytes(StandardCharsets.US_ASCII);
      assertThat(Drip.into(head, endless, RECEIVE_TIME)).doesNotContain("HTTP/1.1 2");
    }
  }

  @Test
  void shouldDispute_whenTheEvidenceIsOfAnotherTransaction() throws Exception {
    within(PATIENCE).eventually(honest.isTold("settled"));
    String evidence = after.evidence(world.registry, honest, 0);
    ApplicationCall call = world.signedStore(World.randomDigest());
    MessageDraft draft = liar.draft(call.transaction()).step(0);

    Aftermath.whileAway(
        world.registry.crosschainProxy(),
        () -> {
          LyingRecord record = new LyingRecord(world, world.registryMember);
          record.open(call);
          record.report(call.transaction(), 0, Entry.SUCCEEDED, new Evidence(evidence).digest());
          Envelope lie =
              liar.sign(draft, lies.succeeded(call, 0, evidence, after.writeOf(honest, 0)));
          within(PATIENCE).eventually(that("what the victim answers", () -> answerTo(lie)).is(202));
          assertThat(liar.say(lies.signedRequest(call, evidence)).status()).isEqualTo(202);
          within(PATIENCE).eventually(after.isRecorded(call, Change.Entry.DISPUTED, 0));
          return record;
        });

    after.requireNothingDone(call.transaction());
  }

  @Test
  void shouldBelieveTheRecord_whenOutcomesContradictEachOther() throws Exception {
    within(PATIENCE).eventually(honest.isTold("settled"));
    String evidence = after.evidence(world.registry, honest, 0);
    ApplicationCall call = world.signedStore(World.randomDigest());
    MessageDraft draft = liar.draft(call.transaction()).step(0);

    Aftermath.whileAway(
        world.registry.crosschainProxy(),
        () -> {
          LyingRecord record = new LyingRecord(world, world.registryMember);
          record.open(call);
          record.report(call.transaction(), 0, Entry.FAILED, World.randomDigest());
          liar.say(lies.signedRequest(call, evidence));
          liar.say(liar.sign(draft, lies.succeeded(call, 0, evidence, after.writeOf(honest, 0))));
          liar.say(liar.sign(draft, Lies.failed(call)));
          within(PATIENCE)
              .eventually(
                  that("the record", () -> world.facts().status(call.transaction()))
                      .is(Change.Status.COMPENSATED));
          return record;
        });

    after.requireNothingDone(call.transaction());
  }

  @Test
  void shouldDispute_whenTheOneThatIsCalledShowsEvidenceOfAnotherTransaction() throws Exception {
    within(PATIENCE).eventually(honest.isTold("settled"));
    String evidence = after.evidence(world.court, honest, 1);
    ApplicationCall call = world.signedStore(World.randomDigest());

    Aftermath.whileAway(
        world.court.crosschainProxy(),
        () -> {
          GovernedCall deceived = world.submit(call);
          within(PATIENCE).eventually(deceived.hasWrittenOnFirstChain());
          new LyingRecord(world, world.courtMember)
              .report(call.transaction(), 1, Entry.SUCCEEDED, new Evidence(evidence).digest());
          try (Liar court = Liar.courts(world)) {
            MessageDraft draft = court.draft(call.transaction()).step(1);
            MessageData lie =
                new Lies(court).succeeded(call, 1, evidence, after.writeOf(honest, 1));
            assertThat(court.say(court.sign(draft, lie)).status()).isEqualTo(202);
            court.say(court.sign(draft, Lies.failed(call)));
          }
          within(PATIENCE).eventually(after.isRecorded(call, Change.Entry.DISPUTED, 1));
          return deceived;
        });

    assertThat(world.facts().status(call.transaction())).isNotEqualTo(Change.Status.SETTLED);
    assertThat(after.effects(call.transaction(), 1)).isEmpty();
  }

  private ApplicationCall signed() throws Exception {
    ApplicationCall call = world.signedStore(World.randomDigest());
    lied.add(call.transaction());
    return call;
  }

  /** Until the victim sees the record opened, it defers what is told of it. */
  private static int answerTo(Envelope lie) {
    try {
      return liar.say(lie).status();
    } catch (IOException | InterruptedException gone) {
      throw new AssertionError("the victim does not answer", gone);
    }
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.text()).contains("\"expected\"");
    }
  }
}
