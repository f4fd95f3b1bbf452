package io.govchain.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private final List<Integer> rounds = new ArrayList<>();

  @Test
  void shouldEndWithTheFirstRoundThatHardlyCompiled() throws Exception {
    Deque<Map<String, Double>> told = new ArrayDeque<>();
    told.add(Map.of("compiling", 60.0, "handling", 40.0));
    told.add(Map.of("compiling", 10.0, "handling", 60.0, "storing", 30.0));
    told.add(Map.of("compiling", 9.0, "handling", 60.0, "storing", 31.0));

    WarmUp warmUp = WarmUp.of(calls -> round(calls, told.remove()), 10_000, line -> {});

    assertThat(warmUp).isEqualTo(new WarmUp(3 * WarmUp.ROUND, OptionalDouble.of(0.09)));
    assertThat(rounds).containsExactly(WarmUp.ROUND, WarmUp.ROUND, WarmUp.ROUND);
  }

  @Test
  void shouldEndAfterTheMostCalls_whenCompilingGoesOn() throws Exception {
    WarmUp warmUp =
        WarmUp.of(
            calls -> round(calls, Map.of("compiling", 1.0, "handling", 1.0)),
            2 * WarmUp.ROUND + 1,
            line -> {});

    assertThat(warmUp).isEqualTo(new WarmUp(2 * WarmUp.ROUND + 1, OptionalDouble.of(0.5)));
    assertThat(rounds).containsExactly(WarmUp.ROUND, WarmUp.ROUND, 1);
  }

  @Test
  void shouldMakeAFixedNumberOfCalls_whenNobodyTellsWhatTheTimeWasFor() throws Exception {
    WarmUp warmUp = WarmUp.of(calls -> round(calls, Map.of()), 10_000, line -> {});

    assertThat(warmUp).isEqualTo(new WarmUp(WarmUp.UNTOLD, OptionalDouble.empty()));
  }

  @Test
  void shouldMakeNone_whenNoneAreWanted() throws Exception {
    WarmUp warmUp = WarmUp.of(calls -> round(calls, Map.of()), 0, line -> {});

    assertThat(warmUp).isEqualTo(new WarmUp(0, OptionalDouble.empty()));
    assertThat(rounds).isEmpty();
  }

  @Test
  void shouldSeeNoCompiling_whenNoSuchThreadSpentAnything() {
    assertThat(WarmUp.compilingShare(Map.of("handling", 5.0))).hasValue(0);
  }

  private Map<String, Double> round(int calls, Map<String, Double> told) {
    rounds.add(calls);
    return told;
  }
}
