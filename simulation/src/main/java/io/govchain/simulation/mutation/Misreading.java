package io.govchain.simulation.mutation;

import static io.govchain.simulation.mutation.Mutant.right;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Compensating;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.crosschain.engine.Verdict;
import java.util.List;

/** Guards that are missing: the engine is told what it should have refused to believe. */
final class Misreading {
  private static final Reason NONE = new Reason("", "");
  private static final String UNDONE = "0x" + "1".repeat(64);

  private Misreading() {}

  static List<Mutant> all() {
    return List.of(
        new TrustsEvidenceThatDoesNotHold(),
        new DisputesEvidenceThatHolds(),
        new TakesFailedUndoingForDone(),
        new GivesUpUndoingAtOnce(),
        new IgnoresALateSuccess(),
        new TakesAnEmptyJournalForInnocence(),
        new BelievesAnybody(),
        new LivesAheadOfBlockTime(),
        new WaitsForeverForItsRecord(),
        new NeverHearsThatARecordCompensates(),
        new NeverHearsThatARecordSettled(),
        new TakesAbortedForCompensated(),
        new RefusesOrdersThroughAClosedPipeline());
  }

  record TrustsEvidenceThatDoesNotHold() implements Mutant {
    @Override
    public String mistake() {
      return "accepts a step without looking at its evidence";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.EvidenceJudged in
          ? right(state, new Input.EvidenceJudged(in.step(), in.digest(), Verdict.Accepted, NONE))
          : right(state, input);
    }
  }

  record DisputesEvidenceThatHolds() implements Mutant {
    @Override
    public String mistake() {
      return "disputes whatever evidence it sees";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.EvidenceJudged in
          ? right(state, new Input.EvidenceJudged(in.step(), in.digest(), Verdict.Disputed, NONE))
          : right(state, input);
    }
  }

  record TakesFailedUndoingForDone() implements Mutant {
    @Override
    public String mistake() {
      return "takes a failed compensation for a done one";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.CompensatorRefused in
          ? right(state, new Input.CompensatorExecuted(in.step(), in.attempt(), UNDONE))
          : right(state, input);
    }
  }

  record GivesUpUndoingAtOnce() implements Mutant {
    @Override
    public String mistake() {
      return "takes the first refusal of a compensator for definitive";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.CompensatorRefused in
          ? right(
              state,
              new Input.CompensatorRefused(
                  in.step(), in.attempt(), true, in.reason(), in.blockTime()))
          : right(state, input);
    }
  }

  record IgnoresALateSuccess() implements Mutant {
    @Override
    public String mistake() {
      return "takes a success that comes after the transaction was given up for none";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return state instanceof Compensating
              && input instanceof Input.StepExecuted in
              && in.result().outcome() == Outcome.Succeeded
          ? right(state, new Input.StepExecuted(in.step(), StepResult.notExecuted(NONE)))
          : right(state, input);
    }
  }

  record TakesAnEmptyJournalForInnocence() implements Mutant {
    @Override
    public String mistake() {
      return "believes after the loss of its disk that it never did anything";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.RecordOpened in
          ? right(state, new Input.RecordOpened(in.plan(), false, in.blockTime()))
          : right(state, input);
    }
  }

  record BelievesAnybody() implements Mutant {
    @Override
    public String mistake() {
      return "listens to whoever speaks first about a step";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      if (input instanceof Input.OutcomeReceived in) {
        String party =
            state
                .known()
                .filter(known -> in.step() < known.size())
                .map(known -> known.plan().step(in.step()).responsible())
                .orElse(in.from());
        return right(state, new Input.OutcomeReceived(in.step(), party, in.result()));
      }
      return right(state, input);
    }
  }

  record LivesAheadOfBlockTime() implements Mutant {
    @Override
    public String mistake() {
      return "goes by a clock of its own, which is ahead of block time";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.BlockTimeAdvanced in
          ? right(state, new Input.BlockTimeAdvanced(in.blockTime() + 20))
          : right(state, input);
    }
  }

  record WaitsForeverForItsRecord() implements Mutant {
    @Override
    public String mistake() {
      return "does not notice that the deadline has passed before the record was opened";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return state instanceof Opening && input instanceof Input.BlockTimeAdvanced
          ? unchanged(state)
          : right(state, input);
    }
  }

  record NeverHearsThatARecordCompensates() implements Mutant {
    @Override
    public String mistake() {
      return "goes on with a transaction that is being compensated";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return isStatus(input, ChainStatus.Compensating) ? unchanged(state) : right(state, input);
    }
  }

  record NeverHearsThatARecordSettled() implements Mutant {
    @Override
    public String mistake() {
      return "does not notice that a transaction has settled";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return isStatus(input, ChainStatus.Settled) ? unchanged(state) : right(state, input);
    }
  }

  record TakesAbortedForCompensated() implements Mutant {
    @Override
    public String mistake() {
      return "takes a transaction that is given up for one that is undone";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return isStatus(input, ChainStatus.Compensating)
          ? right(state, new Input.StatusChangedOnChain(ChainStatus.Compensated))
          : right(state, input);
    }
  }

  private static boolean isStatus(Input input, ChainStatus status) {
    return input instanceof Input.StatusChangedOnChain in && in.status() == status;
  }

  private static Transition unchanged(TransactionState state) {
    return new Transition(state, List.of());
  }

  record RefusesOrdersThroughAClosedPipeline() implements Mutant {
    @Override
    public String mistake() {
      return "refuses an order unread because its pipeline is closed, instead of answering it";
    }

    @Override
    public boolean takesEveryOrder() {
      return false;
    }

    @Override
    public boolean isOfRealCode() {
      return false;
    }
  }
}
