package io.govchain.testnet.acceptance;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Something about the world that holds or does not hold at the moment somebody looks.
 *
 * @param sentence what is to hold, for example {@code the status of call 1 is settled}
 * @param look looks once, without waiting
 */
public record Condition(String sentence, Supplier<Observation> look) {
  /** What one look showed; {@code seen} goes into the message of a failure. */
  public record Observation(boolean holds, String seen) {
    @Override
    public String toString() {
      return seen;
    }
  }

  /** {@code that("the balance", account::balance).is(42)}. */
  public static <T> Subject<T> that(String subject, Supplier<T> value) {
    return new Subject<>(subject, value);
  }

  /** The opposite. */
  public Condition not() {
    return new Condition(
        "not: " + sentence,
        () -> {
          Observation seen = look.get();
          return new Observation(!seen.holds(), seen.seen());
        });
  }

  /** Both, in one look. */
  public Condition and(Condition other) {
    return new Condition(
        sentence + ", and " + other.sentence,
        () -> {
          Observation mine = look.get();
          Observation others = other.look.get();
          return new Observation(
              mine.holds() && others.holds(), mine.seen() + ", and " + others.seen());
        });
  }

  /** A value that changes, before it is said what it should be. */
  public record Subject<T>(String subject, Supplier<T> value) {
    /** The value equals this one. */
    public Condition is(T expected) {
      return satisfies("is " + expected, expected::equals);
    }

    /**
     * The value satisfies this; {@code words} completes the sentence that begins with the subject.
     */
    public Condition satisfies(String words, Predicate<T> expected) {
      return new Condition(
          subject + " " + words,
          () -> {
            T seen = value.get();
            return new Observation(expected.test(seen), String.valueOf(seen));
          });
    }
  }
}
