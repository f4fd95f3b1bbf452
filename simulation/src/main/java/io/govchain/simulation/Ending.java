package io.govchain.simulation;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Compensated;
import io.govchain.crosschain.engine.Compensating;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Escalated;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.Resolved;
import io.govchain.crosschain.engine.Settled;
import io.govchain.crosschain.engine.Settling;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.crosschain.engine.Unseen;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where transactions stand: against the record after each block, and when the world ends. */
final class Ending {
  private final World world;

  Ending(World world) {
    this.world = world;
  }

  /** A party that took in a block has each of its transactions where the record had it then. */
  void asTheRecord(Party party, String transaction, TransactionState state) {
    int block = party.disk().next - 1;
    ChainStatus recorded = world.ledger.statusAt(transaction, block);
    boolean concerned =
        world.ledger.find(transaction).filter(r -> r.hasParty(party.name())).isPresent();
    boolean same = isAs(concerned ? recorded : ChainStatus.None, state);
    Invariant broken = state.isFinal() ? Invariant.I3 : Invariant.I4;
    Violation.require(
        party.disk().number > 0 ? Invariant.I9 : broken,
        transaction,
        same,
        () ->
            "at %s it is %s, but as of block %d the record is %s"
                .formatted(party.name(), state.status(), block, recorded));
  }

  private static boolean isAs(ChainStatus recorded, TransactionState state) {
    return switch (state) {
      case Unseen s -> recorded == ChainStatus.None;
      case Opening s -> recorded == ChainStatus.None;
      case Rejected s -> recorded == ChainStatus.None;
      case Executing s -> recorded == ChainStatus.Open;
      case Settling s -> recorded == ChainStatus.Open;
      case Compensating s -> recorded == ChainStatus.Compensating;
      case Escalated s -> recorded == ChainStatus.Escalated;
      case Settled s -> recorded == ChainStatus.Settled;
      case Compensated s -> recorded == ChainStatus.Compensated;
      case Resolved s -> recorded == ChainStatus.Resolved;
    };
  }

  /** All faults are over for long: everything has ended, or people were called. */
  void check() {
    for (Story story : world.stories()) {
      ended(story);
      Optional<LedgerRecord> record = world.ledger.find(story.transaction);
      record.ifPresent(this::noSuccessIsIgnored);
      record.ifPresent(this::noAgreementIsIgnored);
      record.ifPresent(this::noUndoingIsIgnored);
      world.callRecords.ended(story);
      if (world.isHonest(story.initiator)) {
        applicationKnows(story);
      }
      if (world.foreignOpenings.concern(story.transaction)) {
        continue; // that it is in somebody's way is what they wanted; it is in no other's
      }
      if (world.faults.areMild()) {
        endsWell(story);
        needsNobody(Invariant.I4, story);
      } else if (world.faults.soleLoss()) {
        needsNobody(Invariant.I9, story);
      }
    }
  }

  private void ended(Story story) {
    String transaction = story.transaction;
    ChainStatus status = world.ledger.statusOf(transaction);
    boolean over =
        switch (status) {
          case Settled, Compensated, Resolved, None, Escalated -> true;
          case Open, Compensating -> false;
        };
    Violation.require(Invariant.I4, transaction, over, () -> "the record hangs in " + status);
    for (Party party : world.parties()) {
      if (!party.lies()) {
        endedAt(party, transaction, status);
      }
    }
  }

  private void endedAt(Party party, String transaction, ChainStatus status) {
    TransactionState state = party.state(transaction);
    boolean over =
        state.isFinal()
            || state instanceof Rejected
            || state instanceof Unseen
            || (state instanceof Escalated && status == ChainStatus.Escalated);
    Violation.require(
        Invariant.I4,
        transaction,
        over,
        () -> "hangs at %s in %s".formatted(party.name(), state.status()));
    boolean called = !(state instanceof Escalated) || party.disk().alarmed.contains(transaction);
    Violation.require(
        Invariant.I4,
        transaction,
        called,
        () -> party.name() + " called nobody though it is escalated");
  }

  /** What took effect is on the record, or people were told that it is unknown. */
  private void noSuccessIsIgnored(LedgerRecord record) {
    for (int index = 0; index < record.steps().size(); index++) {
      LedgerRecord.Step step = record.step(index);
      Descriptor planned = step.descriptor();
      Spot spot = new Spot(record.transaction(), index);
      if (!world.isHonest(planned.responsible())) {
        continue;
      }
      Party party = world.party(planned.responsible());
      boolean toldToPeople =
          record.status() == ChainStatus.Resolved
              || (record.status() == ChainStatus.Escalated && party.disk().number > 0);
      Violation.require(
          Invariant.I7,
          record.transaction(),
          party.subchain().timesInEffect(spot) == 0
              || toldToPeople
              || step.outcome() == Outcome.Succeeded,
          () -> "%s took effect, the record says %s".formatted(spot, step.outcome()));
    }
  }

  /** What people of all institutions agreed on is the end. */
  private void noAgreementIsIgnored(LedgerRecord record) {
    Set<String> names =
        record.steps().stream()
            .map(LedgerRecord.Step::descriptor)
            .flatMap(step -> Stream.of(step.responsible(), step.verifier()))
            .collect(Collectors.toSet());
    boolean honest = names.stream().allMatch(world::isHonest);
    Set<String> agreements =
        honest
            ? names.stream()
                .map(name -> world.party(name).agreement(record.transaction()))
                .collect(Collectors.toSet())
            : Set.of();
    Violation.require(
        Invariant.I4,
        record.transaction(),
        agreements.size() != 1 || agreements.contains("") || record.hasEnded(),
        () -> "all agreed that it is resolved, but it is " + record.status());
  }

  /** What was undone is on the record, as soon as the record takes it. */
  private void noUndoingIsIgnored(LedgerRecord record) {
    for (int index = record.steps().size() - 1; index >= 0 && !record.hasEnded(); index--) {
      LedgerRecord.Step step = record.step(index);
      Spot spot = new Spot(record.transaction(), index);
      String name = step.descriptor().responsible();
      if (world.isHonest(name) && world.party(name).disk().number == 0) {
        boolean told =
            step.outcome() != Outcome.Succeeded
                || step.compensation() == CompensationResult.Compensated;
        Violation.require(
            Invariant.I4,
            record.transaction(),
            told || world.party(name).subchain().timesUndone(spot) == 0,
            () -> spot + " was undone, which is not on the record");
      }
      if (!step.isSignedOff()) {
        return;
      }
    }
  }

  private void applicationKnows(Story story) {
    Party initiator = world.party(story.initiator);
    TransactionState state = initiator.state(story.transaction);
    if (initiator.disk().number > 0 && state.known().isEmpty()) {
      return; // lost before the record was opened: the call has to be made again
    }
    Optional<ApplicationStatus> told =
        initiator.subchainProxy().told(story.transaction).map(TransactionView::status);
    boolean drives = state.known().map(known -> known.plan().initiatedHere()).orElse(false);
    Violation.require(
        Invariant.I9,
        story.transaction,
        !drives || initiator.subchainProxy().hasLost() || told.equals(Optional.of(state.status())),
        () -> "it is %s, but the application was told %s".formatted(state.status(), told));
  }

  /** Without faults, nothing that others do keeps a transaction from its end. */
  private void endsWell(Story story) {
    ChainStatus status = world.ledger.statusOf(story.transaction);
    Violation.require(
        Invariant.I10,
        story.transaction,
        !story.isKind() || isClosedToIt(story) || status == ChainStatus.Settled,
        () -> "could have settled, but is " + status);
  }

  private boolean isClosedToIt(Story story) {
    return story.steps.stream().map(Descriptor::pipeline).anyMatch(world.ledger::isClosed);
  }

  /** What can be undone is: people are not called, also where a proxy lost its disk. */
  private void needsNobody(Invariant invariant, Story story) {
    Violation.require(
        invariant,
        story.transaction,
        !story.needsNobody() || !world.ledger.wasEver(story.transaction, ChainStatus.Escalated),
        () -> "was handed to people without need: " + world.ledger.statusOf(story.transaction));
  }
}
