package io.govchain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.LedgerRecord;
import io.govchain.simulation.chain.LedgerState;
import java.util.Optional;

/**
 * What a subchain proxy may do for an order: it does not take the word of its partner for what the
 * governance chain says.
 */
final class OrderRules {

  enum Permission {
    Granted,
    NotYet,
    Denied,
    AlreadyReported
  }

  private final Party party;
  private final World world;

  OrderRules(Party party, World world) {
    this.party = party;
    this.world = world;
  }

  /**
   * @param executed what is known here of the step itself, pending while it is under way; empty if
   *     it was never ordered
   * @param state what the governance chain says
   */
  Permission judge(Subchain.Tag tag, Optional<StepResult> executed, LedgerState state) {
    Optional<LedgerRecord> found = state.find(tag.spot().transaction());
    if (found.isEmpty()) {
      return Permission.NotYet;
    }
    LedgerRecord record = found.get();
    int index = tag.spot().step();
    if (index >= record.steps().size() || !isAsOrdered(record, tag.spot())) {
      return Permission.Denied;
    }
    LedgerRecord.Step step = record.step(index);
    return tag.undo() ? mayUndo(record, step, executed) : mayExecute(record, step, state);
  }

  /** An order names the pipeline, the version and the kind of what its call was signed for. */
  private boolean isAsOrdered(LedgerRecord record, Spot spot) {
    Descriptor recorded = record.step(spot.step()).descriptor();
    return recorded.equals(world.story(spot.transaction()).steps.get(spot.step()))
        && recorded.responsible().equals(party.name());
  }

  private static Permission mayExecute(
      LedgerRecord record, LedgerRecord.Step step, LedgerState state) {
    if (step.outcome() == Outcome.Succeeded) {
      return Permission.AlreadyReported;
    }
    boolean open = record.status() == ChainStatus.Open && step.outcome() == Outcome.Pending;
    boolean inTime = state.time() < record.deadline();
    return open && inTime && state.goesOn(step.descriptor().pipeline())
        ? Permission.Granted
        : Permission.Denied;
  }

  private static Permission mayUndo(
      LedgerRecord record, LedgerRecord.Step step, Optional<StepResult> executed) {
    if (executed.isPresent() && executed.get() == StepResult.PENDING) {
      return Permission.NotYet;
    }
    return switch (record.status()) {
      case Open -> Permission.NotYet;
      case None, Settled, Compensated, Resolved -> Permission.Denied;
      case Compensating, Escalated -> {
        boolean succeededHere =
            executed.map(StepResult::outcome).equals(Optional.of(Outcome.Succeeded));
        boolean tookEffect =
            step.outcome() == Outcome.Succeeded
                || (step.outcome() == Outcome.Pending && succeededHere);
        if (!tookEffect) {
          yield Permission.Denied;
        }
        yield step.compensation() == CompensationResult.Compensated
            ? Permission.AlreadyReported
            : Permission.Granted;
      }
    };
  }
}
