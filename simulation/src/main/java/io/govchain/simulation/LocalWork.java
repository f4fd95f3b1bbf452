package io.govchain.simulation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Alarms, and the examination of evidence: tried until they are done, each apart from all others.
 */
final class LocalWork {
  private static final int TRY_AGAIN = 2_000;

  private final Party party;
  private final World world;

  LocalWork(Party party, World world) {
    this.party = party;
    this.world = world;
  }

  void add(String transaction, Effect.LocalEffect effect) {
    Disk.Pending task = new Disk.Pending(transaction, effect);
    if (party.disk().pending.add(task)) {
      perform(task, 1 + world.random.nextInt(500));
    }
  }

  /** Takes up what was left from before. */
  void resume() {
    List.copyOf(party.disk().pending).forEach(task -> perform(task, 1));
  }

  private void perform(Disk.Pending task, int delay) {
    int begun = party.life();
    world.after(
        delay,
        () -> {
          boolean still = party.isUp() && party.life() == begun;
          if (still && party.disk().pending.contains(task) && !done(task)) {
            perform(task, TRY_AGAIN);
          }
        });
  }

  private boolean done(Disk.Pending task) {
    return switch (task.effect()) {
      case Effect.RaiseAlarm alarm ->
          party.commit(
              () -> {
                party.disk().alarmed.add(task.transaction());
                party.disk().pending.remove(task);
              });
      case Effect.JudgeEvidence judge -> judge(task, judge);
    };
  }

  private boolean judge(Disk.Pending task, Effect.JudgeEvidence judge) {
    TransactionState state = party.state(task.transaction());
    Optional<Verdict> verdict = examine(task.transaction(), state, judge);
    if (verdict.isEmpty()) {
      boolean pointless = state.isFinal() || state instanceof Rejected;
      return pointless && party.commit(() -> party.disk().pending.remove(task));
    }
    Reason reason =
        verdict.get() == Verdict.Accepted
            ? Reason.NONE
            : new Reason("evidence-does-not-hold", "by the registered rule");
    Input judged = new Input.EvidenceJudged(judge.step(), judge.digest(), verdict.get(), reason);
    return party.commit(
        () -> {
          party.apply(task.transaction(), judged);
          party.disk().pending.remove(task);
        });
  }

  /** By the registered rule; empty while it cannot be told. */
  private Optional<Verdict> examine(
      String transaction, TransactionState state, Effect.JudgeEvidence judge) {
    Spot spot = new Spot(transaction, judge.step());
    Disk disk = party.disk();
    boolean stored = disk.hasEvidence(spot, judge.digest()) && disk.calls.contains(transaction);
    Optional<Plan> plan = state.known().map(Progress::plan);
    if (!stored || plan.isEmpty() || world.chance(world.faults.loss())) {
      return Optional.empty();
    }
    if (!plan.get().agreesWith(world.story(transaction).planOf(party.name()))) {
      return Optional.of(Verdict.Disputed);
    }
    return world
        .proves(spot, judge.digest(), plan.get().step(judge.step()))
        .map(holds -> holds ? Verdict.Accepted : Verdict.Disputed);
  }
}
