package io.govchain.subchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.governance.Paths;
import io.govchain.governance.Service;
import io.govchain.service.messaging.Peer;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose certificates a subchain proxy takes when its partner rotates its own. */
class CertificatesTest {
  private static final Fingerprint FORMER = Fingerprint.parse("0x" + "f1".repeat(32));
  private static final Fingerprint NEXT = Fingerprint.parse("0x" + "f2".repeat(32));
  private static final TlsPeer PARTNER = new TlsPeer(TlsPeer.Role.SERVICE, World.PARTNER);

  private final World world = new World();
  private final ValueGovernance governance = new ValueGovernance(world);
  private final Certificates certificates = new Certificates(World.PROXY, governance, List.of());

  @Test
  void shouldTakeBothUntilTheEnd_whenThePartnerRotatedWithAnOverlap() {
    rotate(World.NOW + 10);
    governance.nextBlock(9);

    assertThat(certificates.identities(FORMER)).containsExactly(PARTNER);
    assertThat(certificates.identities(NEXT)).containsExactly(PARTNER);
    assertThat(pinned()).contains(Set.of(FORMER, NEXT));

    governance.nextBlock(1);

    assertThat(certificates.identities(FORMER)).isEmpty();
    assertThat(certificates.identities(NEXT)).containsExactly(PARTNER);
    assertThat(pinned()).contains(Set.of(NEXT));
  }

  @Test
  void shouldTakeNeither_whenThePartnerMayNotAct() {
    rotate(World.NOW + 10);
    world.service(
        World.PARTNER,
        Service.Kind.CROSSCHAIN_PROXY,
        Service.Status.SUSPENDED,
        world.partnerKey,
        World.PROXY);

    assertThat(certificates.identities(FORMER)).isEmpty();
    assertThat(certificates.identities(NEXT)).isEmpty();
    assertThat(pinned()).isEmpty();
  }

  private Optional<Set<Fingerprint>> pinned() {
    return certificates.find(World.PARTNER).map(Peer::certificates);
  }

  private void rotate(long previousUntil) {
    world.rotated.put(
        Paths.id(World.PARTNER),
        new Service.Certificates(NEXT.value(), Optional.of(FORMER.value()), previousUntil));
  }
}
