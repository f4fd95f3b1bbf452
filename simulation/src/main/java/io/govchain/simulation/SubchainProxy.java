package io.govchain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionView;
import java.util.List;
import java.util.Optional;

/**
 * A party's subchain proxy with its journal: a process that takes its partner's letters, dies and
 * comes back. What it is ordered to do the {@link Executor} does.
 */
final class SubchainProxy implements Endpoint {
  private static final int KEEPS_HIGHEST = 5_000;

  private final Party party;
  private final World world;
  private final Executor executor;
  private final Writer writer;
  private final Findings findings;
  private SubchainDisk disk = new SubchainDisk();
  private Optional<SubchainDisk> backup = Optional.empty();
  private boolean up = true;
  private int life;
  private boolean lost;
  private SeenLedger seen;

  SubchainProxy(Party party, World world) {
    this.party = party;
    this.world = world;
    this.writer = new Writer(party, this, world);
    this.executor = new Executor(party, this, writer, world);
    this.findings = new Findings(party, this, world);
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

  SubchainDisk disk() {
    return disk;
  }

  Writer writer() {
    return writer;
  }

  /** The governance chain as it sees it in this life. */
  SeenLedger seen() {
    return seen;
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
      findings.second();
    }
  }

  /** Happens unless this process has died by then. */
  void later(int millis, Runnable what) {
    int begun = life;
    world.after(
        millis,
        () -> {
          if (up && life == begun) {
            what.run();
          }
        });
  }

  /** Whether it was ordered to do something that it has not begun. */
  boolean isAboutToBegin() {
    return disk.executions.values().stream()
        .anyMatch(known -> known.prepared().isEmpty() && known.result().isEmpty());
  }

  /** Whether a write that it has withdrawn may land yet, for all it knows. */
  boolean isInDoubt() {
    return disk.executions.values().stream()
        .filter(known -> known.result().isEmpty())
        .anyMatch(known -> known.prepared().filter(disk.withdrawn::contains).isPresent());
  }

  /** Whether nothing is left to happen here. */
  boolean isDone() {
    return up
        && disk.outbox.isEmpty()
        && disk.executions.values().stream().allMatch(known -> known.result().isPresent())
        && findings.isDone();
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
      replace(new SubchainDisk());
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
      replace(backup.get().copy());
      world.note(name(), "", "has an older copy of its disk");
    }
  }

  private void replace(SubchainDisk other) {
    disk = other;
    lost = true;
    world.watch.forgot(party);
  }

  /** Whether it ever lost its disk, or the end of it. */
  boolean hasLost() {
    return lost;
  }

  /** Nothing is signed for a while: too much is on its way, or the disk hangs. */
  void holdUp(int millis) {
    writer.holdUp(millis);
  }

  private void restart() {
    up = true;
    seen = new SeenLedger(party.node(), world, disk.highest);
    seen.second();
    world.note(name(), "", "restarts");
    if (!world.brain.keepsWrites()) {
      disk.executions.replaceAll((tag, known) -> known.withoutWrite());
    }
    writer.begin();
    findings.begin();
    List.copyOf(disk.outbox.values()).forEach(world.post::send);
    List.copyOf(disk.executions.keySet()).forEach(executor::look);
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
      case Message.Order order -> executor.ordered(letter, order);
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

  /** Puts an answer on the outbox. */
  void answer(Subchain.Tag tag, Message.Answer answer) {
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
