package io.govchain.simulation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.simulation.chain.Block;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.HashMap;
import java.util.Map;

/** The design's invariants, checked against the truth that only the world knows. */
final class Invariants implements Watch {
  private final World world;
  private final Truth truth;
  private final RecordChecks records;
  private final WriteChecks writes;
  private final BeliefChecks beliefs;
  private final Ending ending;
  private final Map<Place, Class<?>> endedAt = new HashMap<>();
  private int checkedBlocks;
  private boolean changed;

  private record Place(String party, int disk, String transaction) {}

  Invariants(World world) {
    this.world = world;
    this.truth = new Truth(world);
    this.records = new RecordChecks(world);
    this.writes = new WriteChecks(world);
    this.beliefs = new BeliefChecks(world);
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
      world.ledger.find(story.transaction).ifPresent(this::look);
    }
    for (; checkedBlocks < world.ledger.blocks().size(); checkedBlocks++) {
      Block block = world.ledger.blocks().get(checkedBlocks);
      block.events().forEach(event -> records.onLedger(block, event));
    }
  }

  @Override
  public void ended() {
    ending.check();
    writes.ended();
  }

  private void look(LedgerRecord record) {
    records.isNotLeft(record);
    if (record.hasEnded()) {
      writes.hasEnded(record.transaction());
    }
  }

  @Override
  public void begins(Party party, Subchain.Tag tag) {
    if (!party.lies()) {
      writes.begins(tag);
    }
  }

  @Override
  public void signs(Party party, Subchain.Tag tag) {
    if (!party.lies()) {
      writes.signs(tag);
    }
  }

  @Override
  public void broadcast(Party party, Subchain.Write write) {
    if (!party.lies()) {
      writes.broadcast(party, write);
    }
  }

  @Override
  public void withdrawn(Party party, Subchain.Write write) {
    writes.withdrawn(party, write);
  }

  @Override
  public void found(Party party, Subchain.Tag tag) {
    writes.told(tag);
  }

  @Override
  public void forgot(Party party) {
    writes.forgot(party);
  }

  @Override
  public void second() {
    writes.second();
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
    boolean late = after.isFinal() && effect instanceof Effect.RaiseAlarm;
    if (late && ((Effect.RaiseAlarm) effect).alarm().step() != Entry.WHOLE) {
      Spot spot = new Spot(transaction, ((Effect.RaiseAlarm) effect).alarm().step());
      writes.told(new Subchain.Tag(spot, false));
      writes.told(new Subchain.Tag(spot, true));
    }
  }

  @Override
  public void stored(Party party, String transaction, TransactionState after) {
    if (!party.lies()) {
      after.known().ifPresent(known -> beliefs.check(party, transaction, known));
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
