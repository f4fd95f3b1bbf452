package io.govchain.simulation.mutation;

import static io.govchain.simulation.mutation.Mutant.right;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import java.util.List;

/** Wrong ways to take records that others opened under a call's id. */
final class Mistaking {
  private Mistaking() {}

  static List<Mutant> all() {
    return List.of(
        new TakesAnyRecordForItsCalls(),
        new ComparesWhoDoesWhatAlone(),
        new WaitsThoughStrangersTookTheId(),
        new TellsOfTheStrangersRecord());
  }

  record TakesAnyRecordForItsCalls() implements Mutant {
    @Override
    public String mistake() {
      return "takes whatever record stands under a call's id for the call's";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return state instanceof Opening opening && input instanceof Input.RecordOpened in
          ? right(state, under(opening.progress().plan(), in))
          : right(state, input);
    }
  }

  record ComparesWhoDoesWhatAlone() implements Mutant {
    @Override
    public String mistake() {
      return "compares who does what in record and call, and not through which pipeline";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return state instanceof Opening opening
              && input instanceof Input.RecordOpened in
              && work(opening.progress().plan()).equals(work(in.plan()))
          ? right(state, under(opening.progress().plan(), in))
          : right(state, input);
    }

    private static List<PlanStep> work(Plan plan) {
      return plan.steps().stream()
          .map(s -> new PlanStep("any", 1, s.write(), s.responsible(), s.verifier()))
          .toList();
    }
  }

  record WaitsThoughStrangersTookTheId() implements Mutant {
    @Override
    public String mistake() {
      return "does not hear of a record under its call's id in which it has no part";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return state instanceof Opening
              && input instanceof Input.RecordOpened in
              && !in.plan().hasParty(in.plan().self())
          ? new Transition(state, List.of())
          : right(state, input);
    }
  }

  record TellsOfTheStrangersRecord() implements Mutant {
    @Override
    public String mistake() {
      return "answers a call with how the record of another plan stands";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      boolean others =
          input instanceof Input.CallForwarded in
              && state
                  .known()
                  .map(Progress::plan)
                  .filter(plan -> !plan.agreesWith(in.plan()))
                  .isPresent();
      return others
          ? new Transition(
              right.state(),
              state.view().<Effect>map(Effect.NotifyApplication::new).stream().toList())
          : right;
    }
  }

  /** As if the record were of this plan. */
  private static Input under(Plan plan, Input.RecordOpened in) {
    return new Input.RecordOpened(plan, in.journalLost(), in.blockTime());
  }
}
