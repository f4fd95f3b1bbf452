package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.evm.send.Call;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.GovernanceCalls;
import io.govchain.service.messaging.Peer;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates a cross-chain proxy takes when they are rotated, on a real chain. */
class RegisteredCertificatesTest {
  private static final String PEER = "notary/crosschain";
  private static final String OPERATOR = "notary/operator";
  private static final Fingerprint FORMER = Fingerprint.parse(Consortium.fingerprint(PEER));
  private static final Fingerprint NEXT = Fingerprint.parse("0x" + "f2".repeat(32));

  private Consortium consortium;
  private Following following;

  /** A proxy that sees the blocks that the test has it see. */
  private final class Following {
    final GovernanceCache registry = new GovernanceCache(consortium.chain());
    final RegisteredCertificates certificates =
        new RegisteredCertificates(new Directory(registry, "registry/crosschain"), List.of());
    private long seen = head() - 1;

    void follow() {
      while (seen < head()) {
        seen++;
        registry.onBlock(consortium.block(seen));
        certificates.onBlock(consortium.block(seen));
      }
    }
  }

  @BeforeEach
  void start(@TempDir Path folder) {
    consortium = Consortium.start(folder);
    following = new Following();
    following.follow();
    assertTaken(FORMER);
  }

  @AfterEach
  void stop() {
    consortium.close();
  }

  @Test
  void shouldTakeBothUntilTheEnd_whenRotatedWithAnOverlap() {
    long end = consortium.chain().blockTime() + 1_000;
    act(GovernanceCalls.rotateCertificate(PEER, NEXT.value(), end));
    assertTaken(FORMER, NEXT);

    mineAt(end - 1);
    assertTaken(FORMER, NEXT);

    // No event tells of the end.
    mineAt(end);
    assertTaken(NEXT);
    assertRefused(FORMER);
  }

  @Test
  void shouldTakeBoth_whenItBeganToFollowInTheOverlap() {
    long end = consortium.chain().blockTime() + 1_000;
    act(GovernanceCalls.rotateCertificate(PEER, NEXT.value(), end));
    following = new Following();
    following.follow();
    assertTaken(FORMER, NEXT);

    mineAt(end);
    assertTaken(NEXT);
    assertRefused(FORMER);
  }

  @Test
  void shouldRefuseTheFormerAtOnce_whenTheOverlapEndsInTheBlockOfTheRotation() {
    long now = consortium.chain().blockTime() + 10;
    nextBlockAt(now);
    act(GovernanceCalls.rotateCertificate(PEER, NEXT.value(), now));

    assertThat(following.registry.blockTime()).isEqualTo(now);
    assertTaken(NEXT);
    assertRefused(FORMER);
  }

  @Test
  void shouldChangeNothing_whenTheOverlapWouldEndBeforeTheRotation() {
    Call past =
        GovernanceCalls.rotateCertificate(PEER, NEXT.value(), consortium.chain().blockTime());

    assertThat(consortium.anvil().send(Anvil.key(OPERATOR), past).succeeded()).isFalse();
    following.follow();

    assertTaken(FORMER);
    assertRefused(NEXT);
  }

  @Test
  void shouldRefuseTheFormerAtOnce_whenTheServiceIsUpdated() {
    rotate();
    Fingerprint third = Fingerprint.parse("0x" + "f3".repeat(32));
    consortium.move(PEER, "https://127.0.0.1:2", third.value());
    following.follow();

    assertTaken(third);
    assertRefused(FORMER);
    assertRefused(NEXT);
  }

  @Test
  void shouldRefuseTheOneBeforeLast_whenRotatedAgain() {
    rotate();
    Fingerprint third = Fingerprint.parse("0x" + "f3".repeat(32));
    act(
        GovernanceCalls.rotateCertificate(
            PEER, third.value(), consortium.chain().blockTime() + 1_000));

    assertTaken(NEXT, third);
    assertRefused(FORMER);
  }

  @Test
  void shouldRefuseBothAtOnce_whenTheServiceMayNotAct() {
    rotate();
    act(GovernanceCalls.suspendService(PEER));
    assertRefused(FORMER);
    assertRefused(NEXT);
    assertThat(following.certificates.find(PEER)).isEmpty();

    act(GovernanceCalls.resumeService(PEER));
    assertTaken(FORMER, NEXT);

    act(GovernanceCalls.retireService(PEER));
    assertRefused(FORMER);
    assertRefused(NEXT);
    assertThat(following.certificates.find(PEER)).isEmpty();
  }

  private void rotate() {
    act(
        GovernanceCalls.rotateCertificate(
            PEER, NEXT.value(), consortium.chain().blockTime() + 1_000));
    assertTaken(FORMER, NEXT);
  }

  private void act(Call call) {
    consortium.act(OPERATOR, call);
    following.follow();
  }

  private void mineAt(long blockTime) {
    nextBlockAt(blockTime);
    consortium.anvil().mine();
    following.follow();
    assertThat(following.registry.blockTime()).isEqualTo(blockTime);
  }

  private void nextBlockAt(long blockTime) {
    consortium.anvil().client().rpc("evm_setNextBlockTimestamp", blockTime);
  }

  private long head() {
    return consortium.anvil().client().latestHeader().number();
  }

  /** From whoever shows one of them, and from whoever answers with one; no others. */
  private void assertTaken(Fingerprint... certificates) {
    for (Fingerprint each : certificates) {
      assertThat(following.certificates.identities(each))
          .containsExactly(new TlsPeer(TlsPeer.Role.SERVICE, PEER));
    }
    assertThat(following.certificates.find(PEER))
        .map(Peer::certificates)
        .contains(Set.of(certificates));
  }

  private void assertRefused(Fingerprint certificate) {
    assertThat(following.certificates.identities(certificate)).isEmpty();
  }
}
