package io.govchain.console.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Service;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A console knows its proxy by a certificate, which may be rotated before its configuration is. */
class CertificatesHolderTest extends OnAGovernedChain {
  private static final String PROXY = "registry/crosschain-proxy";
  private static final String FORMER = "0x" + "76".repeat(32);
  private static final String NEXT = "0x" + "77".repeat(32);

  @Test
  void shouldBeFoundByBothCertificatesUntilTheEnd_whenTheyOverlap() {
    assertThat(holder(FORMER)).isEmpty();
    // What the fixture registers is shown by several services.
    rotate(FORMER);
    rotate(NEXT);

    assertThat(holder(NEXT)).contains(PROXY);
    assertThat(holder(FORMER)).contains(PROXY);

    chain.pass(Duration.ofMinutes(20));

    assertThat(holder(NEXT)).contains(PROXY);
    assertThat(holder(FORMER)).isEmpty();
  }

  private void rotate(String fingerprint) {
    chain.act(
        "registry/operator",
        GovernanceCalls.rotateCertificate(PROXY, fingerprint, chain.chain().blockTime() + 600));
  }

  private Optional<String> holder(String fingerprint) {
    return new CertificatesHolder(chain.chain(), fingerprint).find().map(Service::path);
  }
}
