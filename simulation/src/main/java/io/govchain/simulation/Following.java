package io.govchain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.simulation.chain.Batch;
import io.govchain.simulation.chain.Block;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.LedgerEvent;
import io.govchain.simulation.chain.LedgerRecord;
import io.govchain.simulation.mutation.Brain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes each block of the governance chain in, exactly once: its events in order, then the passing
 * of time for those that waited for it before; all of it one commit. Then brings what is queued to
 * the record.
 */
final class Following {
  private record Told(String transaction, Input input) {}

  private final Party party;
  private final World world;

  Following(Party party, World world) {
    this.party = party;
    this.world = world;
  }

  void follow() {
    List<Block> blocks = world.ledger.blocks();
    while (party.isUp() && party.disk().next <= party.node().head()) {
      Block block = blocks.get(party.disk().next);
      if (!party.commit(() -> take(block))) {
        return; // died before the commit: the whole block comes again
      }
      world.watch.followed(party, block);
      land(block);
    }
    if (party.isUp()) {
      party.caughtUp();
    }
    if (party.isUp()) {
      bring();
    }
  }

  private void take(Block block) {
    inputs(block).forEach(told -> party.apply(told.transaction(), told.input()));
    party.disk().next = block.number() + 1;
  }

  private List<Told> inputs(Block block) {
    List<Told> inputs = new ArrayList<>();
    Set<String> ours = new HashSet<>();
    for (LedgerEvent event : block.events()) {
      String transaction = event.transaction();
      if (event instanceof LedgerEvent.Opened) {
        Plan plan = planOf(transaction);
        // Strangers may open the id of a call with a plan of theirs, and stand in its way.
        if (plan.hasParty(party.name()) || party.disk().states.containsKey(transaction)) {
          boolean lost = block.number() <= party.disk().birth;
          ours.add(transaction);
          inputs.add(new Told(transaction, new Input.RecordOpened(plan, lost, block.time())));
        }
      } else if (ours.contains(transaction) || party.disk().states.containsKey(transaction)) {
        later(event).ifPresent(input -> inputs.add(new Told(transaction, input)));
      }
    }
    party
        .disk()
        .states
        .forEach(
            (transaction, state) -> {
              long due = Brain.ENGINE.wakeAt(state).orElse(Long.MAX_VALUE);
              if (due <= block.time()) {
                inputs.add(new Told(transaction, new Input.BlockTimeAdvanced(block.time())));
              }
            });
    return inputs;
  }

  private Plan planOf(String transaction) {
    LedgerRecord record = world.ledger.find(transaction).orElseThrow();
    List<Descriptor> steps = record.steps().stream().map(LedgerRecord.Step::descriptor).toList();
    return Story.plan(transaction, party.name(), record.initiator(), record.deadline(), steps);
  }

  private Optional<Input> later(LedgerEvent event) {
    return switch (event) {
      case LedgerEvent.Opened in -> Optional.empty();
      case LedgerEvent.Reported in ->
          Optional.of(
              new Input.StepReportedOnChain(
                  in.step(), in.entry(), in.digest(), in.by().equals(party.name())));
      case LedgerEvent.StatusChanged in -> Optional.of(new Input.StatusChangedOnChain(in.status()));
      case LedgerEvent.Rejected in ->
          Optional.of(in)
              .filter(mine -> mine.by().equals(party.name()))
              .map(
                  mine -> new Input.EntryRejectedOnChain(mine.step(), mine.entry(), mine.reason()));
    };
  }

  /** What became of the batches that were under way. */
  private void land(Block block) {
    RecordQueue queue = party.disk().queue;
    for (Batch batch : queue.underWay()) {
      Boolean succeeded = block.batches().get(batch.reference());
      if (succeeded != null) {
        if (succeeded) {
          queue.finish(batch);
        } else {
          queue.reopen(batch);
        }
      }
    }
  }

  private void bring() {
    RecordQueue queue = party.disk().queue;
    queue.close(() -> party.name() + "-" + world.post.nextId(), party.name());
    for (Batch batch : queue.underWay()) {
      if (!world.chance(world.faults.loss())) {
        world.ledger.submit(batch);
      }
    }
  }
}
