package io.govchain.simulation;

import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.evm.send.SigningPermit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What an adapter and its sender do about writes: look for what was lost, wait, sign, send, find
 * out. Each takes its time, and the process may die in between.
 */
final class Writer {
  private static final int ROUND = 300;
  private static final int EXCHANGE = 60;
  private static final int SLOW_EXCHANGE = 20_000;
  private static final int LONG_WALK = 40_000;
  private static final int SHORT_WALK = 1_500;

  /** Who wants a write to be made. */
  interface Asker {
    /** It is on disk. */
    void saved(Subchain.Write write);

    /** It was made before. */
    void found(StepResult earlier);

    /** It was not signed, and will not be unless it is asked for again. */
    void unavailable();
  }

  private final Party party;
  private final SubchainProxy proxy;
  private final World world;

  /** Lost writes that were found in this life. */
  private final Set<Subchain.Write> found = new HashSet<>();

  /** The attempt that a lost write without effect was told to. */
  private final Map<Subchain.Tag, Integer> toldTo = new HashMap<>();

  private long heldUpUntil;

  Writer(Party party, SubchainProxy proxy, World world) {
    this.party = party;
    this.proxy = proxy;
    this.world = world;
  }

  /** Another life: what is not on disk is forgotten. */
  void begin() {
    found.clear();
    toldTo.clear();
  }

  void holdUp(int millis) {
    heldUpUntil = world.now() + millis;
    world.note(proxy.name(), "", "signs nothing for " + millis);
  }

  /**
   * What became of a write that was lost; of several, the one that took effect.
   *
   * @param then told once everything that was lost is known
   */
  void search(Subchain.Tag tag, Consumer<Optional<StepResult>> then, Runnable unavailable) {
    proxy.later(
        exchange(),
        () -> {
          if (cannotLook()) {
            unavailable.run();
          } else if (found.containsAll(lost())) {
            tell(tag, then, unavailable);
          } else {
            proxy.later(walk(), () -> searched(tag, then, unavailable));
          }
        });
  }

  private void searched(
      Subchain.Tag tag, Consumer<Optional<StepResult>> then, Runnable unavailable) {
    if (cannotLook()) {
      unavailable.run();
    } else {
      found.addAll(lost());
      tell(tag, then, unavailable);
    }
  }

  /** Through every block, where the node keeps no old states. */
  private int walk() {
    boolean hard = !world.faults.soleLoss();
    return 1 + world.random.nextInt(hard ? LONG_WALK : SHORT_WALK);
  }

  private int exchange() {
    boolean slow = world.faults.stall() > 0 && world.chance(0.02);
    return 1 + world.random.nextInt(slow ? SLOW_EXCHANGE : EXCHANGE);
  }

  /** Writes of this account in blocks that are not on disk. */
  List<Subchain.Write> lost() {
    return party.subchain().landed().stream()
        .filter(write -> !proxy.disk().prepared.contains(write))
        .toList();
  }

  /** A node that has less than was counted before is not asked what became of a write. */
  boolean cannotLook() {
    Subchain subchain = party.subchain();
    return subchain.isAway() || subchain.isBehind() || hasStrangersInPool();
  }

  /** Writes of unknown origin: sent before a loss, and still to land. */
  boolean hasStrangersInPool() {
    for (Subchain.Write waiting : party.subchain().waiting()) {
      if (!proxy.disk().prepared.contains(waiting)) {
        return true;
      }
    }
    return false;
  }

  private void tell(Subchain.Tag tag, Consumer<Optional<StepResult>> then, Runnable unavailable) {
    List<Subchain.Write> same = lost().stream().filter(write -> write.tag().equals(tag)).toList();
    if (same.stream().anyMatch(write -> party.subchain().outcome(write).isEmpty())) {
      unavailable.run();
      return;
    }
    Optional<Subchain.Write> done =
        same.stream().filter(write -> party.subchain().outcome(write).orElseThrow()).findFirst();
    then.accept(
        done.or(() -> same.stream().findFirst().filter(none -> isFirst(tag)))
            .flatMap(this::outcome));
  }

  /** A later attempt is a new one, and not answered with the failure of an old one. */
  private boolean isFirst(Subchain.Tag tag) {
    int attempt = proxy.disk().executions.get(tag).attempt();
    return toldTo.computeIfAbsent(tag, first -> attempt) == attempt;
  }

  /** Makes a write, once: as long as the permission to do so lasts. */
  void write(Subchain.Tag tag, Asker asker) {
    SigningPermit permit = SigningPermit.givenAt(nanos());
    search(
        tag,
        earlier -> earlier.ifPresentOrElse(asker::found, () -> queue(tag, permit, asker)),
        asker::unavailable);
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(world.now());
  }

  private void queue(Subchain.Tag tag, SigningPermit permit, Asker asker) {
    proxy.later(1 + world.random.nextInt(ROUND), () -> round(tag, permit, asker));
  }

  private void round(Subchain.Tag tag, SigningPermit permit, Asker asker) {
    if (world.brain.isOver(permit, nanos())) {
      asker.unavailable();
    } else if (world.now() < heldUpUntil || party.subchain().isAway()) {
      queue(tag, permit, asker);
    } else {
      proxy.later(exchange(), () -> sign(tag, permit, asker)); // the chain tells its price
    }
  }

  private void sign(Subchain.Tag tag, SigningPermit permit, Asker asker) {
    boolean over = world.brain.isOver(permit, nanos());
    if (over || proxy.disk().executions.get(tag).prepared().isPresent()) {
      asker.unavailable();
      return;
    }
    if (mayDie()) {
      return;
    }
    world.watch.signs(party, tag);
    Subchain.Write write = new Subchain.Write("w" + world.post.nextId(), tag);
    proxy.disk().prepared.add(write);
    world.note(proxy.name(), tag.spot().transaction(), "signed " + write);
    asker.saved(write);
    mayDie();
  }

  private boolean mayDie() {
    boolean dies = world.chance(world.faults.crash() / 5);
    if (dies) {
      proxy.crash(world.random.nextBoolean() ? 2_000 : Math.max(1, world.faults.longestOutage()));
    }
    return dies;
  }

  /** Never again what is not wanted; its nonce is taken, on disk first, so that others can go. */
  void send(Subchain.Write write) {
    Subchain subchain = party.subchain();
    if (subchain.isAway() || subchain.landed().contains(write)) {
      return;
    }
    if (!proxy.disk().withdrawn.contains(write)) {
      world.watch.broadcast(party, write);
      subchain.submit(write, latency(write.tag()));
    } else if (!proxy.disk().filled.add(write) || !mayDie()) {
      subchain.fill(write);
    }
  }

  private int latency(Subchain.Tag tag) {
    return tag.undo() ? 200 : world.fate(tag.spot()).latency;
  }

  /** Its transaction has ended without it: on disk before it has effect. */
  void withdraw(Subchain.Write write) {
    if (proxy.disk().withdrawn.add(write)) {
      world.note(proxy.name(), write.tag().spot().transaction(), "withdraws " + write);
      world.watch.withdrawn(party, write);
    }
  }

  /** Empty until the chain tells. */
  Optional<StepResult> outcome(Subchain.Write write) {
    boolean given = proxy.disk().withdrawn.contains(write) && !world.brain.waitsForTheChain();
    Optional<Boolean> took = given ? Optional.of(false) : party.subchain().shown(write);
    return took.map(done -> result(write, done));
  }

  private StepResult result(Subchain.Write write, boolean took) {
    Subchain.Tag tag = write.tag();
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
}
