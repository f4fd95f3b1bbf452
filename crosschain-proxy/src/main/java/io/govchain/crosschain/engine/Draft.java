package io.govchain.crosschain.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A transition in the making: the progress as changed so far and the effects so far. */
final class Draft {
  private final Policy policy;
  private final List<Effect> effects = new ArrayList<>();
  private Progress progress;

  Draft(Progress progress, Policy policy) {
    this.progress = progress;
    this.policy = policy;
  }

  Progress progress() {
    return progress;
  }

  Plan plan() {
    return progress.plan();
  }

  Policy policy() {
    return policy;
  }

  StepProgress step(int index) {
    return progress.step(index);
  }

  void set(int index, StepProgress step) {
    progress = progress.with(index, step);
  }

  void set(Progress changed) {
    progress = changed;
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  /** Takes back an effect of this transition, if it is one. */
  void withdraw(Effect effect) {
    effects.remove(effect);
  }

  void report(int step, Entry entry, String digest) {
    emit(new Effect.RecordReport(step, entry, digest));
  }

  void alarm(Alarm.Code code, int step, String text) {
    emit(new Effect.RaiseAlarm(new Alarm(code, step, text)));
  }

  Transition to(Function<Progress, TransactionState> state) {
    return new Transition(state.apply(progress), effects);
  }
}
