package io.govchain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.evm.follow.Reliance;
import io.govchain.simulation.chain.Block;
import io.govchain.simulation.chain.LedgerEvent;
import io.govchain.simulation.chain.LedgerRecord;
import io.govchain.simulation.chain.LedgerState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The design's invariants, checked against the truth that only the world knows. */
final class Invariants implements Watch {
  /** What is borne of a node, and the blocks that are made meanwhile. */
  private static final int BORNE = (int) Reliance.BLOCKS_BEHIND + 2;

  private static final Pattern DIGEST = Pattern.compile("0x[0-9a-f]{64}");

  private final World world;
  private final Truth truth;
  private final Ending ending;
  private final Map<String, ChainStatus> ended = new HashMap<>();
  private final Map<Place, Class<?>> endedAt = new HashMap<>();
  private final Set<Fact> facts = new HashSet<>();
  private final Set<Spot> denied = new HashSet<>();
  private final Set<String> lateSuccesses = new HashSet<>();
  private int checkedBlocks;
  private boolean changed;

  private record Place(String party, int disk, String transaction) {}

  /** What an honest party knows at first hand. */
  private record Fact(Spot spot, Outcome outcome, String digest) {}

  Invariants(World world) {
    this.world = world;
    this.truth = new Truth(world);
    this.ending = new Ending(world);
  }

  @Override
  public void chainChanged() {
    changed = true;
  }

  /** What no chain has changed is as it was. */
  @Override
  public void happened() {
    if (!changed) {
      return;
    }
    changed = false;
    for (Story story : world.stories()) {
      truth.check(story);
      world.ledger.find(story.transaction).ifPresent(this::isNotLeft);
    }
    for (; checkedBlocks < world.ledger.blocks().size(); checkedBlocks++) {
      Block block = world.ledger.blocks().get(checkedBlocks);
      block.events().forEach(event -> onLedger(block, event));
    }
  }

  @Override
  public void ended() {
    ending.check();
  }

  private void isNotLeft(LedgerRecord record) {
    ChainStatus first = ended.get(record.transaction());
    Violation.require(
        Invariant.I3,
        record.transaction(),
        first == null || first == record.status(),
        () -> "the record left %s for %s".formatted(first, record.status()));
    if (record.hasEnded()) {
      ended.put(record.transaction(), record.status());
    }
  }

  private void onLedger(Block block, LedgerEvent event) {
    switch (event) {
      case LedgerEvent.Reported reported -> {
        onlyTheResponsible(block, reported);
        rememberLateSuccess(reported);
        Violation.require(
            Invariant.I8,
            reported.transaction(),
            reported.entry() == Entry.Accepted || DIGEST.matcher(reported.digest()).matches(),
            () -> "no digest stands on the governance chain but " + reported.digest());
      }
      case LedgerEvent.Rejected rejected -> {
        if (world.isHonest(rejected.by())) {
          honestParties(rejected);
        }
      }
      case LedgerEvent.Opened opened -> {}
      case LedgerEvent.StatusChanged changed -> {}
    }
  }

  private void rememberLateSuccess(LedgerEvent.Reported in) {
    Spot spot = new Spot(in.transaction(), in.step());
    switch (in.entry()) {
      case Failed, NotExecuted -> denied.add(spot);
      case Succeeded -> {
        if (denied.contains(spot)) {
          lateSuccesses.add(in.transaction());
        }
      }
      case Accepted, Disputed, Compensated, CompensationFailed -> {}
      case Aborted, Escalated, Resolved, Opened -> {}
    }
  }

  private void onlyTheResponsible(Block block, LedgerEvent.Reported in) {
    LedgerRecord record = world.ledger.find(in.transaction()).orElseThrow();
    boolean entitled =
        switch (in.entry()) {
          case Succeeded, Failed, NotExecuted, Compensated, CompensationFailed ->
              record.step(in.step()).descriptor().responsible().equals(in.by());
          case Accepted, Disputed -> record.step(in.step()).descriptor().verifier().equals(in.by());
          case Aborted, Escalated, Resolved -> record.hasParty(in.by());
          case Opened -> false;
        };
    Violation.require(
        Invariant.I5,
        in.transaction(),
        entitled && !block.suspended().contains(in.by()),
        () -> in + " was not theirs to say");
    boolean early =
        switch (in.entry()) {
          case Aborted -> block.time() <= record.deadline() && !in.by().equals(record.initiator());
          case Escalated -> block.time() <= record.deadline();
          default -> false;
        };
    Violation.require(
        Invariant.I6,
        in.transaction(),
        !early,
        () -> in + " before the deadline, at " + block.time());
  }

  /** Honest parties never even try to record what is not theirs, or what cannot be. */
  private void honestParties(LedgerEvent.Rejected in) {
    boolean race =
        switch (in.reason()) {
          case None, AlreadyOpen, AlreadyReported, WrongStatus, DeadlineOutOfRange -> true;
          case PipelineUnusable, LimitReached, InstitutionRestricted -> true;
          case UnknownTransaction, NotTheInitiator, NotResponsible -> false;
          case NotTheVerifier, NotAParty, NothingToVerify, NothingToCompensate -> false;
          case NoSuchStep -> false;
          // Its own step was undone already when a liar said that a later one had succeeded.
          case LaterStepUnfinished -> lateSuccesses.contains(in.transaction());
          // Its abort crossed the report of the last step.
          case TooEarly -> in.entry() == Entry.Aborted;
        };
    Violation.require(Invariant.I5, in.transaction(), race, () -> in.toString());
  }

  @Override
  public void broadcast(Party party, Spot spot) {
    if (party.lies()) {
      return;
    }
    Violation.require(
        Invariant.I1,
        spot.transaction(),
        world.callRecords.own(spot.transaction()).isPresent(),
        () -> spot + " is executed without a record of its call");
    boolean known =
        party
            .state(spot.transaction())
            .known()
            .map(progress -> progress.step(spot.step()).stage() != StepProgress.Stage.Idle)
            .orElse(false);
    Violation.require(
        Invariant.I1,
        spot.transaction(),
        known || party.disk().number > 0,
        () -> spot + " is executed, but no journal has it");
  }

  /** Judged by a state that is hardly older than the chain's: no effect long after the end. */
  @Override
  public void begins(Party party, Subchain.Tag tag) {
    if (party.lies()) {
      return;
    }
    LedgerState lately = world.ledger.at(Math.max(-1, world.ledger.head() - BORNE));
    Optional<LedgerRecord> record = lately.find(tag.spot().transaction());
    Violation.require(
        Invariant.I3,
        tag.spot().transaction(),
        record.filter(LedgerRecord::hasEnded).isEmpty(),
        () -> tag + " is begun long after its transaction ended");
    Violation.require(
        Invariant.I6,
        tag.spot().transaction(),
        tag.undo() || record.filter(open -> lately.time() >= open.deadline()).isEmpty(),
        () -> tag + " is begun long after its deadline");
  }

  @Override
  public void decided(Party party, String transaction, TransactionState after, Effect effect) {
    if (party.lies()) {
      return;
    }
    if (effect instanceof Effect.ExecuteStep execute) {
      Violation.require(
          Invariant.I1,
          transaction,
          world.callRecords.own(transaction).isPresent(),
          () -> "step %d is ordered without a record of its call".formatted(execute.step()));
    }
  }

  @Override
  public void stored(Party party, String transaction, TransactionState after) {
    if (!party.lies()) {
      after.known().ifPresent(known -> beliefs(party, transaction, known));
    }
  }

  /** What is known of others' steps is what their own parties said, and no time is ahead. */
  private void beliefs(Party party, String transaction, Progress known) {
    Violation.require(
        Invariant.I6,
        transaction,
        known.now() <= world.ledger.time(),
        () ->
            "%s believes that it is %d, the governance chain is at %d"
                .formatted(party.name(), known.now(), world.ledger.time()));
    for (int index = 0; index < known.size(); index++) {
      String responsible = known.plan().step(index).responsible();
      StepResult result = known.step(index).result();
      if (result.outcome() == Outcome.Pending || !world.isHonest(responsible)) {
        continue;
      }
      Spot spot = new Spot(transaction, index);
      Fact fact = new Fact(spot, result.outcome(), result.digest());
      if (responsible.equals(party.name())) {
        facts.add(fact);
      }
      Violation.require(
          Invariant.I5,
          transaction,
          facts.contains(fact),
          () ->
              "%s believes of %s what %s never said: %s"
                  .formatted(party.name(), spot, responsible, result));
    }
  }

  @Override
  public void sent(Party party, Letter letter) {
    boolean business =
        letter.message() instanceof Message.Request || letter.message() instanceof Message.Told;
    if (!party.lies() && business) {
      Progress known = party.state(letter.transaction()).known().orElseThrow();
      Violation.require(
          Invariant.I8,
          letter.transaction(),
          known.plan().hasParty(letter.to()),
          () ->
              "%s shows business data to %s, which is no party"
                  .formatted(party.name(), letter.to()));
    }
  }

  @Override
  public void told(Party party, String transaction, TransactionView view) {
    world.callRecords.told(party, transaction, view);
  }

  /** A block that was taken in leaves every transaction where its record is. */
  @Override
  public void followed(Party party, Block block) {
    if (party.lies()) {
      return;
    }
    world.callRecords.followed(party, block);
    for (Story story : world.stories()) {
      TransactionState state = party.state(story.transaction);
      ending.asTheRecord(party, story.transaction, state);
      Place key = new Place(party.name(), party.disk().number, story.transaction);
      Class<?> first = endedAt.get(key);
      Violation.require(
          Invariant.I3,
          story.transaction,
          first == null || first == state.getClass(),
          () -> party.name() + " left " + first);
      if (state.isFinal()) {
        endedAt.put(key, state.getClass());
      }
    }
  }
}
