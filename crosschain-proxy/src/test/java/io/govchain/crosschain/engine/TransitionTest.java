package io.govchain.crosschain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transition table, row by row, and the gate that it has no gap. */
class TransitionTest {

  static Stream<Case> cases() {
    return Stream.of(
            OpeningCases.all(),
            ExecutingCases.all(),
            ThirdPartyCases.all(),
            SettlingCases.all(),
            WindingDownCases.all(),
            EndedCases.all(),
            ResumingCases.all())
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldGoWhereTheTableSays_whenTheInputHappens(Case row) {
    Transition transition = Samples.ENGINE.apply(row.given(), row.when());

    assertThat(transition.state()).isInstanceOf(row.then());
    if (row.expectsNoChange()) {
      assertThat(transition).isEqualTo(Transition.to(row.given()));
    } else {
      assertThat(told(transition)).isEqualTo(row.effects());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldStayInRange_whenAStepDoesNotExist(Case row) {
    Input absurd = new Input.OutcomeReceived(7, Samples.B, Samples.OK1);
    assertThat(Samples.ENGINE.apply(row.given(), absurd)).isEqualTo(Transition.to(row.given()));
  }

  /** No busy loop: once told of the time it waits for, a state waits for a later one or none. */
  @ParameterizedTest
  @MethodSource("cases")
  void shouldWaitForALaterTime_whenToldOfTheTimeItWaitsFor(Case row) {
    Samples.ENGINE
        .wakeAt(row.given())
        .ifPresent(
            due -> {
              TransactionState next = Samples.ENGINE.apply(row.given(), Samples.time(due)).state();
              assertThat(Samples.ENGINE.wakeAt(next).orElse(Long.MAX_VALUE)).isGreaterThan(due);
            });
  }

  @Test
  void shouldVisitEveryPairOfStateAndInput() {
    Set<String> missing = new LinkedHashSet<>();
    for (Class<?> state : TransactionState.class.getPermittedSubclasses()) {
      for (Class<?> input : inputs()) {
        missing.add(state.getSimpleName() + " on " + input.getSimpleName());
      }
    }
    cases().map(row -> name(row.given()) + " on " + name(row.when())).forEach(missing::remove);
    assertThat(missing).isEmpty();
  }

  static List<Class<?>> inputs() {
    return Stream.of(Input.class.getDeclaredClasses())
        .filter(Class::isRecord)
        .sorted((one, two) -> one.getSimpleName().compareTo(two.getSimpleName()))
        .collect(Collectors.toList());
  }

  static String name(Object value) {
    return value.getClass().getSimpleName();
  }

  private static List<String> told(Transition transition) {
    return transition.effects().stream()
        .filter(effect -> !(effect instanceof Effect.NotifyApplication))
        .map(Case::describe)
        .toList();
  }
}
