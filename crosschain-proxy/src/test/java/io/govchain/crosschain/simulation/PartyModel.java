package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Escalated;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.crosschain.engine.Transition;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.journal.StateCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cross-chain proxy with its journal as values: what a crash leaves is what is in the fields. */
final class PartyModel {
  private static final StateCodec CODEC = new StateCodec();

  /** A local effect that is on disk and not performed. */
  private record Pending(String transaction, Effect.LocalEffect effect) {}

  final String name;
  final SubchainModel subchain = new SubchainModel();
  final SubchainProxyModel subchainProxy;
  final List<String> alarmed = new ArrayList<>();
  final Map<String, TransactionView> lastTold = new HashMap<>();
  private final World world;
  private final Map<String, String> journal = new LinkedHashMap<>();
  private final Map<String, TransactionState> states = new HashMap<>();
  private final Map<String, ChainModel.Submission> queue = new LinkedHashMap<>();
  private final Set<Pending> pending = new LinkedHashSet<>();
  private ChainModel.Batch inFlight;
  private int batches;
  private int followed;
  private boolean up = true;
  private int life;
  private int disk;
  private int forgotten;

  PartyModel(String name, World world) {
    this.name = name;
    this.world = world;
    this.subchainProxy = new SubchainProxyModel(this, world, subchain);
  }

  boolean isUp() {
    return up;
  }

  TransactionState state(String transaction) {
    return states.getOrDefault(transaction, Engine.initial());
  }

  /** Counts up when the disk is replaced by an empty one. */
  int disk() {
    return disk;
  }

  /** Whether nothing is left to happen here. */
  boolean isDone() {
    return up
        && followed >= world.chain.blocks.size() - 2
        && queue.isEmpty()
        && inFlight == null
        && states.values().stream().allMatch(s -> s.isFinal() || s instanceof Rejected);
  }

  /** One durable step; false if the party is down, or dies before the commit. */
  boolean step(String transaction, Input input) {
    if (!up) {
      return false;
    }
    if (world.chance(world.faults.crash() / 20)) {
      crash(2_000);
      return false;
    }
    TransactionState before = state(transaction);
    Transition transition = world.brain.apply(before, input);
    if (world.isHonest()) {
      Visits.add(before, input, transition.state());
    }
    store(transaction, transition.state());
    transition.effects().forEach(effect -> keep(transaction, transition.state(), effect));
    world.note(name + " " + transaction, input, where(transition.state()), transition.effects());
    if (world.chance(world.faults.crash() / 20)) {
      crash(2_000);
    }
    return true;
  }

  private static String where(TransactionState state) {
    return "-> " + state.getClass().getSimpleName();
  }

  /** Every stored state goes through the codec, as it does in the service. */
  private void store(String transaction, TransactionState state) {
    String text = CODEC.encode(state);
    if (!text.equals(journal.put(transaction, text))) {
      TransactionState read = CODEC.decode(text);
      if (!read.equals(state)) {
        throw new Violation("codec", "stored %s, read %s".formatted(state, read));
      }
      states.put(transaction, read);
    }
  }

  private void keep(String transaction, TransactionState after, Effect effect) {
    switch (effect) {
      case Effect.LedgerEffect entry ->
          queue.putIfAbsent(
              transaction + " " + entry.step() + " " + entry.entry(),
              new ChainModel.Submission(transaction, entry));
      case Effect.MessageEffect message -> world.post.send(this, transaction, after, message);
      case Effect.LocalEffect local -> {
        Pending added = new Pending(transaction, local);
        if (pending.add(added)) {
          perform(added);
        }
      }
    }
  }

  private void perform(Pending task) {
    int started = life;
    world.after(
        1 + world.random.nextInt(500),
        () -> {
          if (up && life == started && pending.contains(task)) {
            performed(task);
          }
        });
  }

  private void performed(Pending task) {
    switch (task.effect()) {
      case Effect.RaiseAlarm alarm -> {
        alarmed.add(task.transaction());
        pending.remove(task);
      }
      case Effect.JudgeEvidence judge -> {
        String responsible =
            world.stories.get(task.transaction()).plan().step(judge.step()).responsible();
        SubchainModel.Spot spot = new SubchainModel.Spot(task.transaction(), judge.step());
        boolean holds = world.parties.get(responsible).subchain.proves(spot, judge.digest());
        Input judged =
            new Input.EvidenceJudged(
                judge.step(),
                judge.digest(),
                holds ? Verdict.Accepted : Verdict.Disputed,
                holds ? Reason.NONE : new Reason("evidence-does-not-hold", ""));
        if (step(task.transaction(), judged)) {
          pending.remove(task);
        }
      }
    }
  }

  void told(String transaction, TransactionView view) {
    lastTold.put(transaction, view);
  }

  void crash(int outage) {
    if (up) {
      up = false;
      life++;
      world.note(name, "crashed", "for " + outage, "");
      world.after(outage, this::restart);
    }
  }

  /** What the subchain proxy and the chain have is all that is left. */
  void loseDisk() {
    if (!up) {
      return;
    }
    crash(3_000);
    disk++;
    journal.clear();
    states.clear();
    queue.clear();
    pending.clear();
    inFlight = null;
    followed = 0;
    forgotten = world.chain.blocks.size();
  }

  private void restart() {
    up = true;
    world.note(name, "restarted", "", "");
    for (String transaction : List.copyOf(journal.keySet())) {
      step(transaction, new Input.Restarted());
    }
    List.copyOf(pending).forEach(this::perform);
  }

  /** Takes in all blocks that it has not seen, each atomically, then records what has queued. */
  void follow() {
    while (up && followed < world.chain.blocks.size()) {
      ChainModel.Block block = world.chain.blocks.get(followed);
      for (ChainEvent event : block.events()) {
        if (!take(event, block.time())) {
          return; // died within the block: the whole block comes again
        }
      }
      followed++;
      if (inFlight != null && block.batches().contains(inFlight.reference())) {
        inFlight = null;
      }
      tell(block.time());
    }
    record();
  }

  private boolean take(ChainEvent event, long time) {
    Plan plan = world.stories.get(event.transaction()).planOf(name);
    if (!plan.hasParty(name)) {
      return true;
    }
    return switch (event) {
      case ChainEvent.Opened in ->
          step(in.transaction(), new Input.RecordOpened(plan, followed < forgotten, time));
      case ChainEvent.Reported in ->
          step(in.transaction(), new Input.StepReportedOnChain(in.step(), in.entry(), in.digest()));
      case ChainEvent.StatusChanged in ->
          step(in.transaction(), new Input.StatusChangedOnChain(in.status()));
      case ChainEvent.Rejected in ->
          !in.by().equals(name)
              || step(
                  in.transaction(),
                  new Input.EntryRejectedOnChain(in.step(), in.entry(), in.reason()));
    };
  }

  private void tell(long blockTime) {
    for (String transaction : List.copyOf(journal.keySet())) {
      var wakeAt = Brain.ENGINE.wakeAt(state(transaction));
      if (wakeAt.isPresent() && wakeAt.getAsLong() <= blockTime) {
        step(transaction, new Input.BlockTimeAdvanced(blockTime));
      }
    }
  }

  private void record() {
    if (up && inFlight == null && !queue.isEmpty()) {
      List<ChainModel.Submission> entries = new ArrayList<>(queue.values());
      queue.clear();
      inFlight = new ChainModel.Batch(name + "-" + batches++, name, entries);
    }
    if (up && inFlight != null && !world.chance(world.faults.loss())) {
      world.chain.submit(inFlight);
    }
  }

  /** What a person at this party does about an escalated transaction. */
  void attend(String transaction) {
    if (!up || !(state(transaction) instanceof Escalated escalated)) {
      return;
    }
    Story story = world.stories.get(transaction);
    if (transaction.hashCode() % 2 == 0) {
      for (int step = 0; step < story.steps.size(); step++) {
        story.steps.get(step).undoFate = SubchainModel.UndoFate.Succeeds;
        step(transaction, new Input.CompensationRetried(step));
      }
    } else if (escalated.known().orElseThrow().plan().hasParty(name)) {
      step(transaction, new Input.ResolutionAgreed("0xagreed"));
    }
  }

  ApplicationStatus statusOf(String transaction) {
    return state(transaction).status();
  }
}
