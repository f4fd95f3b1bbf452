package io.govchain.subchain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.subchain.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only those are woken whose reading may have something new in it. */
class EventBellTest {

  private static final Duration NOT_AT_ALL = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private final EventBell bell = new EventBell();

  @Test
  void shouldWakeThoseAloneWhoListenForTheCall() throws Exception {
    try (EventBell.Ear all = bell.toAll();
        EventBell.Ear application = bell.toApplications(List.of("registry/deeds", "registry/b"));
        EventBell.Ear transaction = bell.toTransaction("0x1");
        EventBell.Ear otherApplication = bell.toApplications(List.of("registry/other"));
        EventBell.Ear otherTransaction = bell.toTransaction("0x2")) {
      bell.ring(call("0x1", "registry/deeds"));

      assertThat(all.await(LONG)).isTrue();
      assertThat(application.await(LONG)).isTrue();
      assertThat(transaction.await(LONG)).isTrue();
      assertThat(otherApplication.await(NOT_AT_ALL)).isFalse();
      assertThat(otherTransaction.await(NOT_AT_ALL)).isFalse();
    }
  }

  @Test
  void shouldNotBeMissed_whenItRingsBetweenTheReadingAndTheWaiting() throws Exception {
    try (EventBell.Ear ear = bell.toTransaction("0x1")) {
      bell.ring(call("0x1", "registry/deeds"));
      bell.ring(call("0x1", "registry/deeds"));

      assertThat(ear.await(LONG)).isTrue();
      assertThat(ear.await(NOT_AT_ALL)).as("heard once, read once").isFalse();
    }
  }

  @Test
  void shouldForgetThoseWhoListenNoMore() {
    bell.toAll().close();
    bell.toApplications(List.of("a/b", "c/d")).close();
    bell.toTransaction("0x1").close();

    assertThat(bell.listening()).isZero();
  }

  private static StoredCall call(String transaction, String application) {
    return new StoredCall(
        transaction,
        World.DIGEST,
        application,
        "request",
        "{}",
        List.of(),
        List.of(),
        World.NOW,
        World.NOW + 600,
        CallView.received());
  }
}
