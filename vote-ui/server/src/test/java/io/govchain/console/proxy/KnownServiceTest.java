package io.govchain.console.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.EvmException;
import io.govchain.governance.Service;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody waits for a chain that does not answer, and it is not asked each time. */
class KnownServiceTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();

  @Test
  @Timeout(60)
  void shouldAnswerAtOnce_whenTheChainHangs() {
    CountDownLatch hanging = new CountDownLatch(1);
    KnownService known =
        new KnownService(
            () -> {
              asked.incrementAndGet();
              await(hanging);
              return Optional.empty();
            },
            clock::get);
    for (int i = 0; i < 5; i++) {
      clock.addAndGet(Duration.ofMinutes(1).toNanos());
      assertThat(known.answer().service()).isEmpty();
    }
    assertThat(asked).as("one question is under way").hasValue(1);
    hanging.countDown();
  }

  @Test
  void shouldAskOnceInTenSeconds_whenManyWantToKnow() {
    KnownService known = new KnownService(this::told, clock::get);
    for (int i = 0; i < 20; i++) {
      known.answer();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  @Timeout(60)
  void shouldTellTheProblem_whenTheChainDoesNotAnswer() {
    KnownService known =
        new KnownService(
            () -> {
              throw new EvmException.ChainUnreachable("no answer", null);
            },
            clock::get);
    while (known.answer().problem().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(known.answer().problem()).contains("no answer");
  }

  private Optional<Service> told() {
    asked.incrementAndGet();
    return Optional.empty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
