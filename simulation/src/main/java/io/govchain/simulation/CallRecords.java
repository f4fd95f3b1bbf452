package io.govchain.simulation;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.StepView;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.simulation.chain.Block;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.LedgerEvent;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.List;
import java.util.Optional;

/**
 * Whose the records are that stand under calls' ids: anybody may open any id. Nothing is done for,
 * and nothing said of, a call by a record that has not its steps.
 */
final class CallRecords {
  private final World world;

  CallRecords(World world) {
    this.world = world;
  }

  /** The record that has the call's steps; empty where there is none, or that of another plan. */
  Optional<LedgerRecord> own(String transaction) {
    return world.ledger.find(transaction).filter(record -> !isForeign(record));
  }

  boolean isForeign(LedgerRecord record) {
    List<Descriptor> recorded = record.steps().stream().map(LedgerRecord.Step::descriptor).toList();
    return !recorded.equals(world.story(record.transaction()).steps);
  }

  /** What an application is told of success is of the steps of its call. */
  void told(Party party, String transaction, TransactionView view) {
    if (party.lies()) {
      return;
    }
    Optional<ChainStatus> status = own(transaction).map(LedgerRecord::status);
    boolean successes = view.steps().stream().anyMatch(step -> isHonestSuccess(transaction, step));
    Violation.require(
        Invariant.I3,
        transaction,
        !successes || status.isPresent(),
        () -> "the application is told of success by a record that is not its call's: " + view);
    Violation.require(
        Invariant.I3,
        transaction,
        view.status() != ApplicationStatus.Settled
            || status.equals(Optional.of(ChainStatus.Settled)),
        () -> "the application is told that its call settled, the call's record is " + status);
  }

  /** A liar says of its own step what it likes, also before there is a record. */
  private boolean isHonestSuccess(String transaction, StepView step) {
    List<Descriptor> steps = world.story(transaction).steps;
    return step.outcome() == Outcome.Succeeded
        && step.step() < steps.size()
        && world.isHonest(steps.get(step.step()).responsible());
  }

  /** Who waits for a call's record does not wait on once another plan stands in its place. */
  void followed(Party party, Block block) {
    for (LedgerEvent event : block.events()) {
      if (event instanceof LedgerEvent.Opened opened) {
        TransactionState state = party.state(opened.transaction());
        LedgerRecord record = world.ledger.find(opened.transaction()).orElseThrow();
        Violation.require(
            Invariant.I4,
            opened.transaction(),
            !(state instanceof Opening) || !isForeign(record),
            () -> party.name() + " waits for a record that never can be opened");
      }
    }
  }

  /** The application of a call that can never be opened knows that it never was. */
  void ended(Story story) {
    Optional<LedgerRecord> foreign = world.ledger.find(story.transaction).filter(this::isForeign);
    Party initiator = world.party(story.initiator);
    if (foreign.isEmpty() || initiator.lies() || initiator.disk().number > 0) {
      return;
    }
    Optional<ApplicationStatus> told =
        initiator.subchainProxy().told(story.transaction).map(TransactionView::status);
    boolean lost = initiator.subchainProxy().hasLost();
    Violation.require(
        Invariant.I4,
        story.transaction,
        lost || told.isEmpty() || told.equals(Optional.of(ApplicationStatus.Rejected)),
        () -> "it can never be opened, but the application was told " + told);
    Violation.require(
        Invariant.I4,
        story.transaction,
        lost || told.isPresent() || !(initiator.state(story.transaction) instanceof Rejected),
        () -> "it can never be opened, and the application was told nothing");
  }
}
