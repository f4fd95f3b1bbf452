package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy whose certificate is being replaced shows one of two. */
@Timeout(120)
class PinnedTlsTest {
  private static final String NEXT = "0x" + "f2".repeat(32);
  private static final String ANOTHER = "0x" + "f3".repeat(32);

  @TempDir Path folder;
  private StallingProxy proxy;
  private ClientSettings settings;
  private String shown;

  @BeforeEach
  void start() throws Exception {
    proxy =
        StallingProxy.start(folder, "503 Service Unavailable", StallingProxy.Body.DATABASE_FAILED);
    settings = proxy.settings(Duration.ofSeconds(30));
    shown = settings.proxyFingerprints().iterator().next();
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
  }

  @Test
  void shouldHearItsAnswer_whenItShowsEitherOfTwo() throws Exception {
    try (GovchainClient client = new GovchainClient(pinning(Set.of(NEXT, shown)))) {
      assertThatThrownBy(() -> client.submit("{}"))
          .as("what the proxy said")
          .hasMessageContaining("database-unwritable");
    }
  }

  @Test
  void shouldSendNothing_whenItShowsAThird() throws Exception {
    try (GovchainClient client = new GovchainClient(pinning(Set.of(ANOTHER, NEXT)))) {
      assertThatThrownBy(() -> client.submit("{}"))
          .hasMessageContaining(NEXT + " or " + ANOTHER)
          .hasMessageContaining("actual " + shown);
    }
  }

  @Test
  void shouldRefuseSettings_whenNoCertificateIsPinned() {
    assertThatThrownBy(() -> pinning(Set.of())).hasMessageContaining("expected at least one");
    assertThat(settings.proxyFingerprints()).containsExactly(shown);
  }

  private ClientSettings pinning(Set<String> fingerprints) {
    return new ClientSettings(
        settings.proxy(), fingerprints, settings.certificate(), settings.key(), settings.timeout());
  }
}
