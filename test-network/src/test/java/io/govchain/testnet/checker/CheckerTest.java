package io.govchain.testnet.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.testnet.checker.Change.Entry;
import io.govchain.testnet.checker.Change.Status;
import io.govchain.testnet.checker.Complaint.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker is silent about worlds in order, and complains about every other. */
final class CheckerTest {
  private static final String CALL = "0x" + "aa".repeat(32);
  private static final String FIRST = "0x" + "01".repeat(32);
  private static final String SECOND = "0x" + "02".repeat(32);
  private static final int WHOLE = 15;
  private static final Promise PROMISE =
      new Promise(
          CALL,
          List.of(
              new Promise.Write(0, "registry", FIRST, "a deed"),
              new Promise.Write(1, "court", SECOND, "a deed")));

  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  @BeforeEach
  void open() {
    changes.add(new Change(CALL, Entry.OPENED, WHOLE, Status.NONE, Status.OPEN, 1, 100));
  }

  @Test
  void shouldBeSilent_whenSettledAndBothEffectsStand() {
    settled();

    assertThat(kinds()).isEmpty();
  }

  @Test
  void shouldBeSilent_whenCompensatedAndUndone() {
    compensated();

    assertThat(kinds()).isEmpty();
  }

  @Test
  void shouldBeSilent_whenCompensatedAndNothingEverHappened() {
    report(Entry.NOT_EXECUTED, 0, Status.OPEN, Status.COMPENSATING);
    report(Entry.ABORTED, WHOLE, Status.COMPENSATING, Status.COMPENSATED);

    assertThat(kinds()).isEmpty();
  }

  @Test
  void shouldComplain_whenAnAcceptedCallIsNotOnRecord() {
    changes.clear();

    assertThat(kinds()).containsExactly(Kind.LOST_CALL);
  }

  @Test
  void shouldComplain_whenACallHasNoEnd() {
    stored("registry", FIRST, 0);

    assertThat(kinds()).containsExactly(Kind.NO_END);
  }

  @Test
  void shouldComplain_whenAnEndIsLeft() {
    settled();
    report(Entry.FAILED, 1, Status.SETTLED, Status.COMPENSATING);
    report(Entry.ABORTED, WHOLE, Status.COMPENSATING, Status.SETTLED);

    assertThat(kinds()).containsExactly(Kind.LEFT_ITS_END);
  }

  @Test
  void shouldComplain_whenSettledWithoutWhatAnEndNeeds() {
    stored("registry", FIRST, 0);
    stored("court", SECOND, 1);
    report(Entry.SUCCEEDED, 0, Status.OPEN, Status.OPEN);
    report(Entry.ACCEPTED, 0, Status.OPEN, Status.OPEN);
    report(Entry.SUCCEEDED, 1, Status.OPEN, Status.SETTLED);

    assertThat(kinds()).containsExactly(Kind.FALSE_END);
  }

  @Test
  void shouldComplain_whenAStepIsDoneTwice() {
    settled();
    stored("court", SECOND, 1);

    assertThat(kinds()).containsExactly(Kind.DOUBLE_EFFECT);
  }

  @Test
  void shouldComplain_whenAStepIsDoneTwiceWithAnUndoingInBetween() {
    settled();
    effects.removeLast();
    stored("court", SECOND, 1);
    withdrawn("court", SECOND, Optional.empty(), "0xstranger");
    stored("court", SECOND, 1);

    assertThat(Checker.check(List.of(PROMISE), facts(), Set.of("0xstranger")))
        .extracting(Complaint::kind)
        .containsExactly(Kind.DOUBLE_EFFECT);
  }

  @Test
  void shouldComplain_whenASettledEffectIsMissing() {
    settled();
    effects.removeLast();

    assertThat(kinds()).containsExactly(Kind.FALSE_END, Kind.LOST_EFFECT);
  }

  @Test
  void shouldComplain_whenASettledEffectWasUndone() {
    settled();
    withdrawn("court", SECOND, Optional.of(new Tag(CALL, 1, true)), "0x9");

    assertThat(kinds()).containsExactly(Kind.LOST_EFFECT);
  }

  @Test
  void shouldComplain_whenASettledEffectWasRemovedByAnybody() {
    settled();
    withdrawn("court", SECOND, Optional.empty(), "0x9");

    assertThat(kinds()).containsExactly(Kind.LOST_EFFECT, Kind.UNPROMISED);
  }

  @Test
  void shouldComplain_whenACompensatedEffectStillStands() {
    compensated();
    effects.removeLast();

    assertThat(kinds()).containsExactly(Kind.FALSE_END, Kind.STANDING_EFFECT);
  }

  @Test
  void shouldComplain_whenAnUndoingIsReportedThatNeverHappened() {
    compensated();
    effects.removeLast();
    changes.removeLast();
    report(Entry.COMPENSATED, 0, Status.COMPENSATING, Status.COMPENSATING);

    assertThat(kinds()).contains(Kind.FALSE_END, Kind.NO_END);
  }

  @Test
  void shouldComplain_whenSomethingElseWasWritten() {
    settled();
    effects.set(1, effect("court", FIRST, Effect.Kind.STORED, new Tag(CALL, 1, false)));

    assertThat(kinds()).contains(Kind.WRONG_EFFECT, Kind.LOST_EFFECT);
  }

  @Test
  void shouldComplain_whenAnEffectIsOlderThanTheRecord() {
    settled();
    Effect late = effects.getFirst();
    effects.set(
        0,
        new Effect(
            late.chain(),
            late.block(),
            99,
            late.hash(),
            late.kind(),
            late.digest(),
            late.metadata(),
            late.tag()));

    assertThat(kinds()).containsExactly(Kind.EFFECT_BEFORE_RECORD);
  }

  @Test
  void shouldComplain_whenNobodyPromisedAnEffect() {
    settled();
    effects.add(
        effect("court", FIRST, Effect.Kind.STORED, new Tag("0x" + "bb".repeat(32), 0, false)));
    effects.add(effect("court", FIRST, Effect.Kind.STORED, new Tag(CALL, 2, false)));

    assertThat(kinds()).containsExactly(Kind.UNPROMISED, Kind.UNPROMISED);
  }

  @Test
  void shouldComplain_whenNobodyPromisedATransaction() {
    settled();
    changes.add(
        new Change("0x" + "bb".repeat(32), Entry.OPENED, WHOLE, Status.NONE, Status.OPEN, 3, 103));

    assertThat(kinds()).containsExactly(Kind.UNPROMISED);
  }

  private void settled() {
    stored("registry", FIRST, 0);
    stored("court", SECOND, 1);
    for (int step = 0; step < 2; step++) {
      report(Entry.SUCCEEDED, step, Status.OPEN, Status.OPEN);
      report(Entry.ACCEPTED, step, Status.OPEN, step == 1 ? Status.SETTLED : Status.OPEN);
    }
  }

  private void compensated() {
    stored("registry", FIRST, 0);
    report(Entry.SUCCEEDED, 0, Status.OPEN, Status.OPEN);
    report(Entry.FAILED, 1, Status.OPEN, Status.COMPENSATING);
    withdrawn("registry", FIRST, Optional.of(new Tag(CALL, 0, true)), "0x8");
    report(Entry.COMPENSATED, 0, Status.COMPENSATING, Status.COMPENSATED);
  }

  private void report(Entry entry, int step, Status before, Status after) {
    changes.add(new Change(CALL, entry, step, before, after, 2, 102));
  }

  private void stored(String chain, String digest, int step) {
    effects.add(effect(chain, digest, Effect.Kind.STORED, new Tag(CALL, step, false)));
  }

  private static Effect effect(String chain, String digest, Effect.Kind kind, Tag tag) {
    return new Effect(chain, 5, 101, "0x7", kind, digest, "a deed", Optional.of(tag));
  }

  private void withdrawn(String chain, String digest, Optional<Tag> tag, String hash) {
    effects.add(new Effect(chain, 6, 102, hash, Effect.Kind.WITHDRAWN, digest, "a deed", tag));
  }

  private Facts facts() {
    return new Facts(changes, effects);
  }

  private List<Kind> kinds() {
    return Checker.check(List.of(PROMISE), facts(), Set.of()).stream()
        .map(Complaint::kind)
        .toList();
  }
}
