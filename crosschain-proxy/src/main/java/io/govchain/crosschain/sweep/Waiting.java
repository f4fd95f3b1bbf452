package io.govchain.crosschain.sweep;

import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Undoing;
import io.govchain.crosschain.engine.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a transaction waits for. */
final class Waiting {
  private Waiting() {}

  static String of(TransactionState state) {
    return state.known().map(Waiting::of).orElse("its record");
  }

  private static String of(Progress progress) {
    List<String> waits = new ArrayList<>();
    for (int step = 0; step < progress.size(); step++) {
      add(waits, progress, step);
    }
    return waits.isEmpty() ? "the governance chain" : String.join("; ", waits);
  }

  private static void add(List<String> waits, Progress progress, int step) {
    Plan plan = progress.plan();
    StepProgress known = progress.step(step);
    String party = plan.step(step).responsible();
    if (known.stage() == StepProgress.Stage.Unknown) {
      waits.add("the call of step %d, lost with a journal".formatted(step));
    } else if (known.undoing().stage() == Undoing.Stage.Running) {
      waits.add("the subchain proxy to undo step " + step);
    } else if (known.undoing().stage() == Undoing.Stage.Failed) {
      waits.add("people to undo step " + step);
    } else if (known.onChain().outcome() == Outcome.Pending) {
      waits.add(
          plan.isOwn(step)
              ? "the own subchain proxy, outcome of step " + step
              : "%s, outcome of step %d".formatted(party, step));
    } else if (known.onChain().outcome() == Outcome.Succeeded
        && known.onChain().verdict() == Verdict.None) {
      waits.add("%s, verdict on step %d".formatted(plan.step(step).verifier(), step));
    }
  }
}
