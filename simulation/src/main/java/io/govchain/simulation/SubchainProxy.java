package io.govchain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.evm.EvmException;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A party's subchain proxy with its journal, by the rules of the real one: the same order again is
 * the same execution; it asks the governance chain itself; a write is prepared on disk before it is
 * sent; after a loss it looks for its writes on the chain before it makes new ones.
 */
final class SubchainProxy implements Endpoint {
  private static final int LOOK_AGAIN = 1_000;
  private static final int KEEPS_HIGHEST = 5_000;

  private static final class Disk {
    final Map<Subchain.Tag, Execution> executions = new LinkedHashMap<>();
    final Map<Long, Letter> outbox = new LinkedHashMap<>();
    final Set<Long> inbox = new HashSet<>();
    final Map<String, Long> newestShown = new HashMap<>();
    final Map<String, TransactionView> told = new HashMap<>();
    final Set<Subchain.Write> prepared = new HashSet<>();

    /** The newest block of the governance chain, renewed every few seconds. */
    long highest = -1;

    Disk copy() {
      Disk copy = new Disk();
      copy.executions.putAll(executions);
      copy.outbox.putAll(outbox);
      copy.inbox.addAll(inbox);
      copy.newestShown.putAll(newestShown);
      copy.told.putAll(told);
      copy.prepared.addAll(prepared);
      copy.highest = highest;
      return copy;
    }
  }

  private final Party party;
  private final World world;
  private final OrderRules rules;
  private Disk disk = new Disk();
  private Optional<Disk> backup = Optional.empty();
  private boolean up = true;
  private int life;
  private boolean lost;
  private SeenLedger seen;

  SubchainProxy(Party party, World world) {
    this.party = party;
    this.world = world;
    this.rules = new OrderRules(party, world);
    this.seen = new SeenLedger(party.node(), world, disk.highest);
  }

  @Override
  public String name() {
    return party.name() + World.SUBCHAIN_PROXY;
  }

  @Override
  public boolean isUp() {
    return up;
  }

  /** What the application was told last; empty if nothing. */
  Optional<TransactionView> told(String transaction) {
    return Optional.ofNullable(disk.told.get(transaction));
  }

  /** Number of the newest governance block that it knows to have been. */
  long mostSeen() {
    return Math.max(disk.highest, up ? seen.newest() : -1);
  }

  /** A second has passed. */
  void second() {
    if (up) {
      seen.second();
      if (world.now() % KEEPS_HIGHEST == 0) {
        disk.highest = Math.max(disk.highest, seen.newest());
      }
    }
  }

  /** Whether nothing is left to happen here. */
  boolean isDone() {
    return up
        && disk.outbox.isEmpty()
        && disk.executions.values().stream().allMatch(known -> known.result().isPresent());
  }

  void crash(int outage) {
    if (up) {
      up = false;
      life++;
      world.note(name(), "", "crashes for " + outage);
      world.after(outage, this::restart);
    }
  }

  /** Its keys, its chain and its partner are left. */
  void loseDisk() {
    if (up) {
      crash(3_000);
      disk = new Disk();
      lost = true;
      world.note(name(), "", "lost its disk");
    }
  }

  /** Keeps what is on disk now for {@link #restoreDisk}. */
  void backUp() {
    backup = Optional.of(disk.copy());
  }

  /** As {@link #loseDisk}, but with what was kept of it last; the call may be missing in that. */
  void restoreDisk() {
    if (up && backup.isPresent()) {
      crash(3_000);
      disk = backup.get().copy();
      lost = true;
      world.note(name(), "", "has an older copy of its disk");
    }
  }

  /** Whether it ever lost its disk, or the end of it. */
  boolean hasLost() {
    return lost;
  }

  private void restart() {
    up = true;
    seen = new SeenLedger(party.node(), world, disk.highest);
    seen.second();
    world.note(name(), "", "restarts");
    if (!world.brain.keepsWrites()) {
      disk.executions.replaceAll((tag, known) -> known.withoutWrite());
    }
    List.copyOf(disk.outbox.values()).forEach(world.post::send);
    List.copyOf(disk.executions.keySet()).forEach(this::look);
  }

  @Override
  public Reception take(Letter letter) {
    if (seen.staleness().isPresent()) {
      return Reception.Deferred;
    }
    if (disk.inbox.contains(letter.id())) {
      return Reception.Accepted;
    }
    if (!letter.from().equals(party.name()) || isRefusedUnread(letter)) {
      return Reception.Refused;
    }
    disk.inbox.add(letter.id());
    switch (letter.message()) {
      case Message.Order order -> ordered(letter, order);
      case Message.Shown shown -> shown(letter, shown.view());
      case Message.Answer other -> {}
      case Message.Request other -> {}
      case Message.Told other -> {}
      case Message.EvidenceWanted call -> forwardAgain(letter.transaction());
      case Message.Nudge other -> {}
      case Message.Refused other -> {}
    }
    return Reception.Accepted;
  }

  /** Never: whether the pipeline is in use is asked when the order is judged, and answered. */
  private boolean isRefusedUnread(Letter letter) {
    return !world.brain.takesEveryOrder()
        && letter.message() instanceof Message.Order order
        && !order.undo()
        && world
            .ledger
            .find(letter.transaction())
            .map(record -> record.step(order.step()).descriptor().pipeline())
            .filter(pipeline -> !world.ledger.goesOn(pipeline))
            .isPresent();
  }

  private void ordered(Letter letter, Message.Order order) {
    Subchain.Tag tag = new Subchain.Tag(new Spot(letter.transaction(), order.step()), order.undo());
    Execution known = disk.executions.get(tag);
    if (known == null || !world.brain.keepsOrders()) {
      disk.executions.put(tag, Execution.ordered(letter, 1));
      look(tag);
    } else if (known.result().isEmpty()) {
      disk.executions.put(tag, known.orderedAgain(letter));
    } else if (tag.undo() && known.result().get().outcome() != Outcome.Succeeded) {
      disk.executions.put(tag, Execution.ordered(letter, known.attempt() + 1));
      look(tag);
    } else {
      disk.executions.put(tag, known.orderedAgain(letter));
      answer(tag);
    }
  }

  /** The call stands on this disk unless it was lost, too; handed in until it is taken. */
  private void forwardAgain(String transaction) {
    if (!lost) {
      world.after(1 + world.random.nextInt(500), () -> handIn(transaction, 20));
    }
  }

  private void handIn(String transaction, int triesLeft) {
    if (lost || triesLeft == 0) {
      return;
    }
    boolean taken =
        up
            && party.hears()
            && party.commit(
                () -> {
                  party.disk().calls.add(transaction);
                  Story story = world.story(transaction);
                  party.apply(
                      transaction,
                      new Input.CallForwarded(story.planOf(party.name()), party.blockTime()));
                });
    if (!taken) {
      world.after(1_000, () -> handIn(transaction, triesLeft - 1));
    }
  }

  private void shown(Letter letter, TransactionView view) {
    long newest = disk.newestShown.getOrDefault(letter.transaction(), -1L);
    if (letter.id() > newest) {
      disk.newestShown.put(letter.transaction(), letter.id());
      disk.told.put(letter.transaction(), view);
      world.watch.told(party, letter.transaction(), view);
    }
  }

  private void look(Subchain.Tag tag) {
    int begun = life;
    world.after(
        1 + world.random.nextInt(100),
        () -> {
          if (up && life == begun) {
            run(tag);
          }
        });
  }

  private void again(Subchain.Tag tag) {
    int begun = life;
    world.after(
        LOOK_AGAIN,
        () -> {
          if (up && life == begun) {
            run(tag);
          }
        });
  }

  private void run(Subchain.Tag tag) {
    Execution execution = disk.executions.get(tag);
    if (execution == null || execution.result().isPresent()) {
      return;
    }
    if (execution.prepared().isPresent()) {
      follow(tag, execution.prepared().get());
      return;
    }
    Optional<StepResult> executed =
        Optional.ofNullable(disk.executions.get(new Subchain.Tag(tag.spot(), false)))
            .map(known -> known.result().orElse(StepResult.PENDING));
    switch (permission(tag, executed)) {
      case NotYet -> again(tag);
      case Denied -> unlessLost(tag, never("not-permitted"));
      case AlreadyReported -> unlessLost(tag, StepResult.PENDING);
      case Granted -> begin(tag);
    }
  }

  private OrderRules.Permission permission(Subchain.Tag tag, Optional<StepResult> executed) {
    if (!party.node().answers() || seen.staleness().isPresent()) {
      return OrderRules.Permission.NotYet;
    }
    try {
      return seen.read(state -> rules.judge(tag, executed, state));
    } catch (EvmException lagging) {
      return OrderRules.Permission.NotYet;
    }
  }

  /** "Never executed" is said only if the chain does not have the write from before a loss. */
  private void unlessLost(Subchain.Tag tag, StepResult otherwise) {
    Optional<Subchain.Write> landed = party.subchain().find(tag);
    Optional<Boolean> took = landed.flatMap(party.subchain()::outcome);
    if (cannotLook() || (landed.isPresent() && took.isEmpty())) {
      again(tag);
    } else {
      finish(tag, took.map(done -> result(tag, landed.get(), done)).orElse(otherwise));
    }
  }

  /** A node that has less than was counted before is not asked what became of a write. */
  private boolean cannotLook() {
    return party.subchain().isBehind() || hasStrangersInPool();
  }

  /** Writes of unknown origin: sent before a loss, and still to land. */
  private boolean hasStrangersInPool() {
    for (Subchain.Write waiting : party.subchain().waiting()) {
      if (!disk.prepared.contains(waiting)) {
        return true;
      }
    }
    return false;
  }

  private void begin(Subchain.Tag tag) {
    LedgerRecord record = world.ledger.find(tag.spot().transaction()).orElseThrow();
    Story.StepStory story = world.fate(tag.spot());
    boolean pretends = party.lies() && !tag.undo() && story.claim == Story.Claim.Success;
    if (!record.step(tag.spot().step()).descriptor().write() || pretends) {
      finish(tag, pretends ? world.pretence(tag.spot()) : read(tag.spot(), story));
      return;
    }
    if (cannotLook()) {
      again(tag);
      return;
    }
    world.watch.begins(party, tag);
    Optional<Subchain.Write> lost =
        party.subchain().find(tag).filter(write -> !disk.prepared.contains(write));
    Subchain.Write write = lost.orElseGet(() -> new Subchain.Write("w" + world.post.nextId(), tag));
    disk.prepared.add(write);
    disk.executions.put(tag, disk.executions.get(tag).prepared(write));
    if (!world.chance(world.faults.crash() / 5)) {
      follow(tag, write);
    } else {
      crash(2_000);
    }
  }

  private void follow(Subchain.Tag tag, Subchain.Write write) {
    if (!tag.undo()) {
      world.watch.broadcast(party, tag.spot());
    }
    int latency = tag.undo() ? 200 : world.fate(tag.spot()).latency;
    party.subchain().submit(write, latency);
    Optional<Boolean> outcome = party.subchain().shown(write);
    if (outcome.isPresent()) {
      finish(tag, result(tag, write, outcome.get()));
    } else {
      again(tag);
    }
  }

  private StepResult read(Spot spot, Story.StepStory story) {
    if (story.fate == Story.Fate.Reverts) {
      return StepResult.failed(
          StepResult.NO_DIGEST, new Reason("call-reverted", "by the contract"), "");
    }
    Evidence evidence = new Evidence(spot, Optional.empty(), true);
    return StepResult.succeeded(world.show("read of " + spot, evidence), "");
  }

  private StepResult result(Subchain.Tag tag, Subchain.Write write, boolean took) {
    boolean denies =
        party.lies() && !tag.undo() && world.fate(tag.spot()).claim == Story.Claim.Failure;
    if (!took || denies) {
      return StepResult.failed(
          Digests.of("failure of " + write),
          new Reason("call-reverted", "by the contract"),
          write.hash());
    }
    Evidence evidence = new Evidence(tag.spot(), Optional.of(write), false);
    return StepResult.succeeded(world.show("receipt of " + write, evidence), write.hash());
  }

  private static StepResult never(String code) {
    return StepResult.notExecuted(new Reason(code, "never executed"));
  }

  private void finish(Subchain.Tag tag, StepResult result) {
    disk.executions.put(tag, disk.executions.get(tag).finished(result));
    world.note(name(), tag.spot().transaction(), tag + " is " + result.outcome());
    answer(tag);
  }

  private void answer(Subchain.Tag tag) {
    Execution execution = disk.executions.get(tag);
    Message.Answer answer =
        new Message.Answer(
            execution.order().id(), tag.spot().step(), tag.undo(), execution.result().get());
    Letter letter =
        new Letter(
            world.post.nextId(),
            name(),
            party.name(),
            tag.spot().transaction(),
            answer,
            Long.MAX_VALUE);
    disk.outbox.put(letter.id(), letter);
    world.post.send(letter);
  }

  @Override
  public boolean holds(Letter letter) {
    return disk.outbox.containsKey(letter.id());
  }

  @Override
  public void delivered(Letter letter) {
    disk.outbox.remove(letter.id());
  }

  @Override
  public void givenUp(Letter letter, boolean refused) {
    disk.outbox.remove(letter.id());
  }
}
