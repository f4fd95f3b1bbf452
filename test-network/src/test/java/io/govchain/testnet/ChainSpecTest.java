package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChainSpecTest {
  private static final ChainSpec PLAIN =
      ChainSpec.of("test", 7, Path.of("genesis.json"), Path.of("home"));
  private static final NodeKey KEY = NodeKey.generate();

  /** All of it is chosen: a field that a later choice forgets would be back to what it was. */
  private static final ChainSpec CHOSEN =
      PLAIN
          .withBlockTime(Duration.ofMillis(100))
          .withPort(8_545)
          .withStateSavedEvery(Duration.ofSeconds(3))
          .withRecentStatesOnly()
          .withNodes(List.of(KEY), List.of(KEY, KEY));

  @Test
  void shouldHaveAllThatWasChosen_whenOneThingIsChosenAfterAnother() {
    assertThat(CHOSEN.blockTime()).isEqualTo(Duration.ofMillis(100));
    assertThat(CHOSEN.port()).isEqualTo(OptionalInt.of(8_545));
    assertThat(CHOSEN.stateInterval()).isEqualTo(Optional.of(Duration.ofSeconds(3)));
    assertThat(CHOSEN.recentStatesOnly()).isTrue();
    assertThat(CHOSEN.validators()).containsExactly(KEY);
    assertThat(CHOSEN.auditNodes()).containsExactly(KEY, KEY);
    assertThat(different(PLAIN, CHOSEN)).hasSize(6);
  }

  @Test
  void shouldChangeNothingElse_whenOneThingIsChosenAnew() {
    assertThat(different(CHOSEN, CHOSEN.withBlockTime(Duration.ofSeconds(2))))
        .containsExactly("blockTime");
    assertThat(different(CHOSEN, CHOSEN.withPort(1))).containsExactly("port");
    assertThat(different(CHOSEN, CHOSEN.withStateSavedEvery(Duration.ofSeconds(9))))
        .containsExactly("stateInterval");
    assertThat(different(CHOSEN, CHOSEN.withRecentStatesOnly())).isEmpty();
    assertThat(different(CHOSEN, CHOSEN.withNodes(List.of(), List.of())))
        .containsExactlyInAnyOrder("validators", "auditNodes");
  }

  private static Set<String> different(ChainSpec one, ChainSpec other) {
    return Arrays.stream(ChainSpec.class.getRecordComponents())
        .filter(component -> !value(component, one).equals(value(component, other)))
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private static Object value(RecordComponent component, ChainSpec spec) {
    try {
      return component.getAccessor().invoke(spec);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
