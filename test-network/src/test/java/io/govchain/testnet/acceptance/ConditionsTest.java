package io.govchain.testnet.acceptance;

import static io.govchain.testnet.acceptance.Condition.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.testnet.Awaiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Conditions SOON = Conditions.within(Duration.ofSeconds(10));

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void shouldGoOn_whenTheConditionComesTrue() {
    SOON.eventually(that("the number of looks", looks::incrementAndGet).is(3));
    assertThat(looks).hasValue(3);
  }

  @Test
  void shouldFailInAWholeSentence_whenTheConditionDoesNotComeTrue() {
    Condition settled = that("the status of call 1", () -> "open").is("settled");
    assertThatThrownBy(() -> Conditions.within(Duration.ofMillis(30)).eventually(settled))
        .isInstanceOf(Awaiting.TimedOut.class)
        .hasMessage("expected within 30 ms: the status of call 1 is settled; last seen: open");
  }

  @Test
  void shouldFailAtOnce_whenWhatMustHoldIsBroken() {
    Condition small = that("looks", looks::get).satisfies("is below 3", n -> n < 3);
    Condition many = that("looks", looks::incrementAndGet).is(1_000_000);
    assertThatThrownBy(() -> SOON.holdsUntil(small, many))
        .isInstanceOf(Conditions.BrokenCondition.class)
        .hasMessage("expected: looks is below 3; seen: 3");
  }

  @Test
  void shouldGoOn_whenWhatMustHoldHoldsToTheEnd() {
    Condition small = that("looks", looks::get).satisfies("is below 10", n -> n < 10);
    SOON.holdsUntil(small, that("looks", looks::incrementAndGet).is(5));
  }

  @Test
  void shouldSayBothSides_whenConditionsAreJoined() {
    Condition both = that("a", () -> 1).is(1).and(that("b", () -> 2).is(1).not());
    Conditions.requireNow(both);
    assertThatThrownBy(() -> Conditions.requireNow(both.not()))
        .hasMessage("expected: not: a is 1, and not: b is 1; seen: 1, and 2");
  }
}
