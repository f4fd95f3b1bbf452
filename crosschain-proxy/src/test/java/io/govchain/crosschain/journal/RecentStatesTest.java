package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.TransactionState;
import org.junit.jupiter.api.Test;

class RecentStatesTest {
  private final TransactionState state = Engine.initial();

  @Test
  void shouldForgetTheOneUsedLongestAgo_whenThereAreTooMany() {
    RecentStates recent = new RecentStates(2);
    recent.keep("a", state);
    recent.keep("b", state);
    assertThat(recent.of("a")).contains(state);

    recent.keep("c", state);

    assertThat(recent.of("a")).contains(state);
    assertThat(recent.of("b")).isEmpty();
    assertThat(recent.of("c")).contains(state);
  }

  @Test
  void shouldKeepNoLongText_whenMemoryMustStayBounded() {
    RecentStates recent = new RecentStates(2);
    recent.keep("x".repeat(4096), state);
    recent.keep("x".repeat(4097), state);

    assertThat(recent.of("x".repeat(4096))).contains(state);
    assertThat(recent.of("x".repeat(4097))).isEmpty();
  }
}
