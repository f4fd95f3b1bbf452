package io.govchain.simulation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.crosschain.journal.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cross-chain proxy: the real engine, on a disk that survives crashes. What an event changes is
 * one commit; nothing of it is seen before.
 */
final class Party implements Endpoint {
  private static final StateCodec CODEC = new StateCodec();
  private static final int CHAIN_SILENCE = 15_000;
  private static final int SET_BACK = 5;

  private record Heard(String transaction, Input input) {}

  private final String name;
  private final World world;
  private final boolean liar;
  private final Subchain subchain;
  private final GovernanceNode node;
  private final SubchainProxy subchainProxy;
  private final Intake intake;
  private final Outgoing outgoing;
  private final LocalWork work;
  private final Following following;
  private final Sweep sweep = new Sweep(this);
  private Disk disk = new Disk(0, -1);
  private Optional<Disk> backup = Optional.empty();
  private boolean isOlder;
  private boolean up = true;
  private boolean alive = true;
  private boolean begun = true;
  private int headAtStart = -1;
  private long lastContact;
  private int life;
  private final List<Heard> heard = new ArrayList<>();

  Party(String name, World world, boolean liar, int confirmations) {
    this.name = name;
    this.world = world;
    this.liar = liar;
    this.subchain = new Subchain(world, confirmations);
    this.node = new GovernanceNode(this, world);
    this.subchainProxy = new SubchainProxy(this, world);
    this.intake = new Intake(this, world);
    this.outgoing = new Outgoing(this, world);
    this.work = new LocalWork(this, world);
    this.following = new Following(this, world);
  }

  @Override
  public String name() {
    return name;
  }

  Subchain subchain() {
    return subchain;
  }

  GovernanceNode node() {
    return node;
  }

  SubchainProxy subchainProxy() {
    return subchainProxy;
  }

  /** Whether it says of its own chain what is not so, as the story wants it. */
  boolean lies() {
    return liar;
  }

  @Override
  public boolean isUp() {
    return up;
  }

  Disk disk() {
    return disk;
  }

  int life() {
    return life;
  }

  TransactionState state(String transaction) {
    return disk.states.getOrDefault(transaction, Engine.initial());
  }

  /** Block time as this party knows it. */
  long blockTime() {
    return disk.next == 0 ? 0 : world.ledger.blocks().get(disk.next - 1).time();
  }

  /** Whether it knows where the governance chain stands, and hears of it. */
  boolean hears() {
    return alive && world.now() - lastContact <= CHAIN_SILENCE && !isNodeSetBack();
  }

  private boolean isNodeSetBack() {
    return disk.next - 1 - node.head() > SET_BACK;
  }

  /** Number of the newest governance block that both of its proxies know to have been. */
  long mostSeen() {
    return Math.min(disk.next - 1, subchainProxy.mostSeen());
  }

  /**
   * Begins a life as soon as the node shows no less than was seen before. A new disk is born at the
   * head, which a node that is catching up does not know.
   */
  private boolean begins() {
    if (!begun && !isNodeSetBack() && (disk.birth != Disk.UNBORN || node.syncing().isEmpty())) {
      begun = true;
      headAtStart = node.head();
      disk.birth = disk.birth == Disk.UNBORN ? headAtStart : disk.birth;
    }
    return begun;
  }

  /** Whether nothing is left to happen here. */
  boolean isDone() {
    return up
        && alive
        && disk.next >= world.ledger.head()
        && disk.queue.isEmpty()
        && disk.outbox.isEmpty()
        && disk.pending.isEmpty()
        && subchainProxy.isDone()
        && disk.states.values().stream().allMatch(s -> s.isFinal() || s instanceof Rejected);
  }

  /** One input and its commit; false if the party is down, or dies before the commit. */
  boolean step(String transaction, Input input) {
    return commit(() -> apply(transaction, input));
  }

  /** Everything that the change does is on disk, or nothing of it. */
  boolean commit(Runnable change) {
    if (!up || mayDie()) {
      return false;
    }
    change.run();
    mayDie();
    return true;
  }

  private boolean mayDie() {
    boolean dies = world.chance(world.faults.crash() / 20);
    if (dies) {
      crash(2_000);
    }
    return dies;
  }

  /** Within a commit. A defect keeps its transaction where it is and harms no other (I10). */
  void apply(String transaction, Input input) {
    TransactionState before = state(transaction);
    Transition transition;
    try {
      transition = world.brain.apply(before, input);
    } catch (RuntimeException defect) {
      throw new Violation(
          Invariant.TOTAL, transaction, "%s on %s threw %s".formatted(before, input, defect));
    }
    world.visits.add(before, input);
    world.probe.happened(before, input);
    heard.add(new Heard(transaction, input));
    if (!transition.effects().isEmpty() || !transition.state().equals(before)) {
      world.note(name, transaction, new Trace.Stepped(input, transition));
    }
    if (!world.brain.persistsFirst() && world.chance(0.2)) {
      outgoing.tossAll(transaction, transition);
      crash(2_000);
      return;
    }
    store(transaction, transition);
  }

  private void store(String transaction, Transition transition) {
    TransactionState after = transition.state();
    disk.states.put(transaction, after);
    world.watch.stored(this, transaction, after);
    for (Effect effect : transition.effects()) {
      world.watch.decided(this, transaction, after, effect);
      switch (effect) {
        case Effect.LedgerEffect entry -> outgoing.record(transaction, entry);
        case Effect.MessageEffect message -> outgoing.write(transaction, after, message);
        case Effect.LocalEffect local -> work.add(transaction, local);
      }
    }
    if (after.isFinal()) {
      disk.queue.dropWaiting(transaction);
    }
  }

  /** What this disk's life was told once is told again: a block, a letter, a person's order. */
  void hearAgain() {
    if (up && !heard.isEmpty()) {
      Heard again = heard.get(world.random.nextInt(heard.size()));
      step(again.transaction(), again.input());
    }
  }

  void crash(int outage) {
    if (up) {
      up = false;
      life++;
      sweep.forget();
      world.note(name, "", "crashes for " + outage);
      world.after(outage, this::restart);
    }
  }

  /** What its subchain proxy, the chains and the peers have is all that is left. */
  void loseDisk() {
    if (up) {
      crash(3_000);
      disk = new Disk(disk.number + 1, Disk.UNBORN);
      isOlder = false;
      heard.clear();
      world.note(name, "", "lost its disk");
    }
  }

  /** Keeps what is on disk now for {@link #restoreDisk}. */
  void backUp() {
    backup = Optional.of(disk.copy(disk.number, disk.birth));
  }

  /**
   * As {@link #loseDisk}, but with what was kept of it last.
   *
   * @param outage how long that takes, in milliseconds
   */
  void restoreDisk(int outage) {
    if (up && backup.isPresent()) {
      crash(outage);
      disk = backup.get().copy(disk.number + 1, Disk.UNBORN);
      isOlder = true;
      heard.clear();
      world.note(name, "", "has an older copy of its disk");
    }
  }

  /** In one commit, before anything else is heard. */
  private void noticeOlderCopy() {
    if (isOlder) {
      commit(
          () -> {
            unfinished().forEach(transaction -> apply(transaction, new Input.JournalRestored()));
            isOlder = false;
          });
    }
  }

  private void restart() {
    up = true;
    alive = false;
    begun = false;
    disk.states.replaceAll((transaction, state) -> read(transaction, state));
    world.note(name, "", "restarts, unfinished " + unfinished());
    noticeOlderCopy();
    if (!up) {
      return;
    }
    work.resume();
    List.copyOf(disk.outbox.values()).forEach(world.post::send);
    follow();
  }

  /** Transactions that have not ended here. */
  List<String> unfinished() {
    List<String> unfinished = new ArrayList<>();
    disk.states.forEach(
        (transaction, state) -> {
          if (!state.isFinal() && !(state instanceof Rejected)) {
            unfinished.add(transaction);
          }
        });
    return unfinished;
  }

  /** Every state that is read from disk went through the codec, as in the service. */
  private TransactionState read(String transaction, TransactionState stored) {
    TransactionState decoded = CODEC.decode(CODEC.encode(stored));
    Violation.require(
        Invariant.I9,
        transaction,
        decoded.equals(stored),
        () -> "%s stored %s and read %s".formatted(name, stored, decoded));
    return decoded;
  }

  /** Hears of the chain's blocks. */
  void follow() {
    if (up && node.answers() && begins()) {
      following.follow();
    }
  }

  /** Looks for transactions in which nothing happens. */
  void sweep() {
    if (up && hears()) {
      sweep.look();
    }
  }

  /** The chain was reached, and everything that it has is taken in. */
  void caughtUp() {
    lastContact = world.now();
    if (!alive && disk.next > headAtStart) {
      alive = true;
      unfinished().forEach(transaction -> step(transaction, new Input.Restarted()));
    }
  }

  /** The settlement that people here agreed to and nobody has replaced since; empty if none. */
  String agreement(String transaction) {
    return state(transaction).known().map(Progress::resolution).orElse("");
  }

  @Override
  public Reception take(Letter letter) {
    return intake.take(letter);
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
    outgoing.givenUp(letter, refused);
  }
}
