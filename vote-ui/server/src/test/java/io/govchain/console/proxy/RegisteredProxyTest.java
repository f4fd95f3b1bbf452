package io.govchain.console.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A console knows its proxy by its path, or by a certificate, which may be rotated before it is
 * configured.
 */
class RegisteredProxyTest extends OnAGovernedChain {
  private static final String PROXY = "registry/crosschain-proxy";
  private static final String IMPOSTOR = "notary/crosschain-proxy";
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

  /** Its people would be asked for their orders to a proxy that is not theirs. */
  @Test
  void shouldNotBeFoundAtWhoeverCopiedTheCertificate_whenItsHolderRotates() {
    rotate(FORMER);
    chain.pass(Duration.ofMinutes(1));
    rotate(IMPOSTOR, FORMER);
    assertThat(holder(FORMER)).contains(PROXY);

    rotate(NEXT);

    assertThat(holder(FORMER)).contains(PROXY);
    assertThat(holder(NEXT)).contains(PROXY);
  }

  /** Which service is older says nothing of a certificate. */
  @Test
  void shouldBeFoundAtWhoHadTheCertificateFirst_whenAnOlderServiceCopiesIt() {
    List<String> proxies =
        chain.chain().services().stream()
            .filter(service -> service.kind() == Service.Kind.CROSSCHAIN_PROXY)
            .map(Service::path)
            .toList();
    rotate(proxies.getLast(), FORMER);
    chain.pass(Duration.ofMinutes(1));
    rotate(proxies.getFirst(), FORMER);

    assertThat(holder(FORMER)).contains(proxies.getLast());
  }

  /** After the overlap a copy is all that is left, until the console is given the new one. */
  @Test
  void shouldBeFoundByItsPath_whateverOthersRegister() {
    rotate(FORMER);
    rotate(IMPOSTOR, FORMER);
    rotate(NEXT);
    chain.pass(Duration.ofMinutes(20));

    assertThat(holder(FORMER)).contains(IMPOSTOR);
    assertThat(found(Optional.of(PROXY), FORMER)).contains(PROXY);
  }

  @Test
  void shouldNotBeFound_whenThePathIsNoCrosschainProxys() {
    assertThat(found(Optional.of("registry/subchain-proxy"), FORMER)).isEmpty();
    assertThat(found(Optional.of("registry/nobody"), FORMER)).isEmpty();
  }

  private void rotate(String fingerprint) {
    rotate(PROXY, fingerprint);
  }

  private void rotate(String proxy, String fingerprint) {
    String operator = proxy.substring(0, proxy.indexOf('/')) + "/operator";
    chain.act(
        operator,
        GovernanceCalls.rotateCertificate(proxy, fingerprint, chain.chain().blockTime() + 600));
  }

  private Optional<String> holder(String fingerprint) {
    return found(Optional.empty(), fingerprint);
  }

  private Optional<String> found(Optional<String> path, String fingerprint) {
    return new RegisteredProxy(chain.chain(), path, fingerprint).find().map(Service::path);
  }
}
