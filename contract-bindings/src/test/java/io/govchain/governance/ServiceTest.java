package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private static final String NEW = "0x" + "f2".repeat(32);
  private static final String FORMER = "0x" + "f1".repeat(32);

  @Test
  void shouldCountBothCertificates_untilTheOverlapEnds() {
    var rotated = new Service.Certificates(NEW, Optional.of(FORMER), 1_000);

    assertThat(rotated.at(999)).containsExactlyInAnyOrder(NEW, FORMER);
    assertThat(rotated.at(1_000)).containsExactly(NEW);
    assertThat(rotated.endOf(FORMER)).contains(Instant.ofEpochSecond(1_000));
    assertThat(rotated.endOf(NEW)).isEmpty();
  }

  @Test
  void shouldCountThePresentOneOnly_whenThereIsNoOverlap() {
    var alone = new Service.Certificates(NEW, Optional.empty(), 0);

    assertThat(alone.at(0)).containsExactly(NEW);
    assertThat(alone.endOf(NEW)).isEmpty();
  }
}
