package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Escalated;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Unseen;
import java.util.HashMap;
import java.util.Map;

/** The design's invariants, checked against the truth that only the world knows. */
final class Invariants {
  private final World world;
  private final Map<String, ChainStatus> ended = new HashMap<>();
  private final Map<String, Class<?>> endedAt = new HashMap<>();
  private int checkedBlocks;

  Invariants(World world) {
    this.world = world;
  }

  void check() {
    for (Story story : world.stories.values()) {
      RecordModel record = world.chain.records.get(story.transaction);
      for (int step = 0; step < story.steps.size(); step++) {
        atMostOnce(story, step);
        if (record != null) {
          lateTruthWins(story, record, step);
        }
      }
      if (record != null) {
        noFalseEnd(story, record);
        nothingHangsSilently(story, record);
      }
    }
    nothingEndedIsLeft();
    onlyTheResponsibleSpeaks();
  }

  void checkEnd() {
    for (Story story : world.stories.values()) {
      everyTransactionEnds(story);
      noSuccessIsIgnored(story);
      applicationKnows(story);
      if (world.faults.areMild() && story.isKind()) {
        require(
            "I10 no transaction delays another",
            world.chain.statusOf(story.transaction) == ChainStatus.Settled,
            story.transaction + " could have settled");
      }
      if (world.faults.areMild() && story.needsNobody()) {
        ChainStatus status = world.chain.statusOf(story.transaction);
        require(
            "I4 every transaction ends",
            status == ChainStatus.Settled || status == ChainStatus.Compensated,
            story.transaction + " was handed to people without need");
      }
    }
  }

  private void atMostOnce(Story story, int step) {
    int times = subchain(story, step).timesInEffect(spot(story, step));
    require("I2 at most once", times <= 1, spot(story, step) + " took effect " + times);
    require(
        "I2 at most once",
        !subchain(story, step).wasUndoneAgain(),
        spot(story, step) + " was undone by two attempts");
  }

  /** What took effect is never on the record as something that did not. */
  private void lateTruthWins(Story story, RecordModel record, int step) {
    boolean effect = subchain(story, step).tookEffect(spot(story, step));
    Outcome outcome = record.outcomes[step];
    boolean denied = outcome == Outcome.Failed || outcome == Outcome.NotExecuted;
    require(
        "I7 late truth wins",
        !(effect && denied),
        spot(story, step) + " took effect but the record says " + outcome);
    boolean undone = record.compensations[step] == CompensationResult.Compensated;
    require(
        "I3 no false end",
        !(undone && subchain(story, step).isInEffect(spot(story, step))),
        spot(story, step) + " is on the record as undone but is in effect");
  }

  private void noFalseEnd(Story story, RecordModel record) {
    for (int step = 0; step < story.steps.size(); step++) {
      SubchainModel.Spot spot = spot(story, step);
      boolean write = story.plan().step(step).write();
      boolean inEffect = subchain(story, step).isInEffect(spot);
      if (record.status == ChainStatus.Settled) {
        require("I3 no false end", inEffect, spot + " is settled but not in effect");
      }
      if (record.status == ChainStatus.Compensated && write) {
        require("I3 no false end", !inEffect, spot + " is compensated but in effect");
      }
    }
  }

  /** Past deadline, patience and grace, with room for outages, people must have been called. */
  private void nothingHangsSilently(Story story, RecordModel record) {
    long latest =
        story.plan().deadline()
            + Brain.POLICY.patience()
            + Brain.POLICY.escalationGrace()
            + 30
            + world.faults.longestOutage() / 1_000;
    boolean quiet = record.status == ChainStatus.Open || record.status == ChainStatus.Compensating;
    require(
        "I4 every transaction ends",
        !quiet || world.chain.time() <= latest,
        "%s is still %s at %d".formatted(story.transaction, record.status, world.chain.time()));
  }

  private void nothingEndedIsLeft() {
    for (RecordModel record : world.chain.records.values()) {
      ChainStatus first = ended.get(record.plan.transaction());
      require(
          "I3 no false end",
          first == null || first == record.status,
          record.plan.transaction() + " left " + first);
      if (isFinal(record.status)) {
        ended.put(record.plan.transaction(), record.status);
      }
    }
    for (PartyModel party : world.parties.values()) {
      for (String transaction : world.stories.keySet()) {
        TransactionState state = party.state(transaction);
        String key = party.name + " (disk " + party.disk() + ") " + transaction;
        Class<?> first = endedAt.get(key);
        require(
            "I3 no false end", first == null || first == state.getClass(), key + " left " + first);
        if (state.isFinal()) {
          endedAt.put(key, state.getClass());
        }
      }
    }
  }

  /** Honest parties never even try to record what is not theirs, or not true. */
  private void onlyTheResponsibleSpeaks() {
    for (; checkedBlocks < world.chain.blocks.size(); checkedBlocks++) {
      for (ChainEvent event : world.chain.blocks.get(checkedBlocks).events()) {
        if (event instanceof ChainEvent.Rejected rejected) {
          boolean race =
              switch (rejected.reason()) {
                case None, AlreadyOpen, AlreadyReported, WrongStatus, DeadlineOutOfRange -> true;
                case TooEarly, UnknownTransaction, LimitReached, PipelineUnusable -> false;
                case NotTheInitiator, NotResponsible, NotTheVerifier, NotAParty -> false;
                case NothingToVerify, NothingToCompensate, NoSuchStep -> false;
                case LaterStepUnfinished, InstitutionRestricted -> false;
              };
          require("I5 only the responsible party speaks", race, event.toString());
        }
      }
    }
  }

  private void everyTransactionEnds(Story story) {
    ChainStatus status = world.chain.statusOf(story.transaction);
    boolean alarmed =
        world.parties.values().stream()
            .anyMatch(party -> party.alarmed.contains(story.transaction));
    require(
        "I4 every transaction ends",
        isFinal(status)
            || status == ChainStatus.None
            || (status == ChainStatus.Escalated && alarmed),
        story.transaction + " hangs in " + status);
    for (PartyModel party : world.parties.values()) {
      TransactionState state = party.state(story.transaction);
      boolean over =
          state.isFinal()
              || state instanceof Rejected
              || state instanceof Unseen
              || (state instanceof Escalated && status == ChainStatus.Escalated);
      require(
          "I4 every transaction ends",
          over,
          "%s at %s hangs in %s".formatted(story.transaction, party.name, state.status()));
    }
  }

  private void noSuccessIsIgnored(Story story) {
    RecordModel record = world.chain.records.get(story.transaction);
    for (int step = 0; step < story.steps.size(); step++) {
      SubchainModel.Spot spot = spot(story, step);
      boolean toldToPeople =
          record != null
              && (record.status == ChainStatus.Resolved
                  || (record.status == ChainStatus.Escalated && hasForgotten(story, step)));
      if (subchain(story, step).tookEffect(spot) && !toldToPeople) {
        require(
            "I7 late truth wins",
            record.outcomes[step] == Outcome.Succeeded,
            spot + " took effect, the record says " + record.outcomes[step]);
      }
    }
  }

  /** What was known only on a lost disk is for people. */
  private boolean hasForgotten(Story story, int step) {
    return world.parties.get(story.plan().step(step).responsible()).disk() > 0;
  }

  private void applicationKnows(Story story) {
    PartyModel initiator = world.parties.get(story.plan().initiator());
    if (initiator.disk() > 0 && initiator.state(story.transaction) instanceof Unseen) {
      return; // lost before the record was opened: the call has to be made again
    }
    ApplicationStatus actual = initiator.statusOf(story.transaction);
    require(
        "the application is told",
        initiator.lastTold.get(story.transaction).status() == actual,
        "%s is %s, the application was told %s"
            .formatted(
                story.transaction, actual, initiator.lastTold.get(story.transaction).status()));
  }

  private SubchainModel subchain(Story story, int step) {
    return world.parties.get(story.plan().step(step).responsible()).subchain;
  }

  private static SubchainModel.Spot spot(Story story, int step) {
    return new SubchainModel.Spot(story.transaction, step);
  }

  private static boolean isFinal(ChainStatus status) {
    return switch (status) {
      case Settled, Compensated, Resolved -> true;
      case None, Open, Compensating, Escalated -> false;
    };
  }

  private static void require(String invariant, boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation(invariant, otherwise);
    }
  }
}
