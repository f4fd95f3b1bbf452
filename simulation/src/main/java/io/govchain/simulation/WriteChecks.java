package io.govchain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.evm.follow.Reliance;
import io.govchain.evm.send.SigningPermit;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.LedgerRecord;
import io.govchain.simulation.chain.LedgerState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of a write between its permission and its effect. */
final class WriteChecks {
  /** What is borne of a node, and the blocks that are made meanwhile. */
  private static final int BORNE = (int) Reliance.BLOCKS_BEHIND + 2;

  /** Seconds that a permission lasts, and one for those that are cut off. */
  private static final long PERMITTED = SigningPermit.LASTS.toSeconds() + 1;

  /** So many seconds after it could know, a proxy has seen that a transaction ended. */
  private static final int NOTICES = 15;

  private final World world;
  private final Map<String, Long> endedAt = new HashMap<>();
  private final Map<Subchain.Write, Integer> secondsUnwanted = new HashMap<>();
  private final Map<Party, Set<Subchain.Write>> withdrawn = new HashMap<>();
  private final Set<Subchain.Tag> told = new HashSet<>();

  WriteChecks(World world) {
    this.world = world;
  }

  void hasEnded(String transaction) {
    endedAt.putIfAbsent(transaction, world.now());
  }

  void told(Subchain.Tag tag) {
    told.add(tag);
  }

  void withdrawn(Party party, Subchain.Write write) {
    withdrawn.computeIfAbsent(party, none -> new HashSet<>()).add(write);
  }

  void forgot(Party party) {
    withdrawn.remove(party);
  }

  /** How long proxies that run, beside a node that shows the head, have let unwanted writes be. */
  void second() {
    for (Party party : world.parties()) {
      SubchainProxy proxy = party.subchainProxy();
      for (Execution execution : proxy.disk().executions.values()) {
        if (execution.prepared().isPresent() && execution.result().isEmpty()) {
          Subchain.Write write = execution.prepared().get();
          boolean counts = endedWithout(write.tag()) && isInformed(party);
          secondsUnwanted.merge(write, 1, (so, one) -> counts ? so + one : 0);
        }
      }
    }
  }

  private static boolean isInformed(Party party) {
    return party.subchainProxy().isUp()
        && party.node().answers()
        && !party.node().isBehind()
        && party.subchainProxy().seen().staleness().isEmpty();
  }

  private boolean endedWithout(Subchain.Tag tag) {
    return world
        .ledger
        .find(tag.spot().transaction())
        .filter(LedgerRecord::hasEnded)
        .filter(record -> !has(record.step(tag.spot().step()), tag.undo()))
        .isPresent();
  }

  private static boolean has(LedgerRecord.Step step, boolean undoing) {
    return undoing
        ? step.compensation() == CompensationResult.Compensated
        : step.outcome() == Outcome.Succeeded;
  }

  /** Judged by a state that is hardly older than the chain's: no effect long after the end. */
  void begins(Subchain.Tag tag) {
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

  /** Some state within the time that a permission lasts has to allow it. */
  void signs(Subchain.Tag tag) {
    long since = world.now() / 1_000 - PERMITTED;
    int block = world.ledger.head();
    int borne = BORNE;
    boolean allowed = false;
    while (!allowed && block >= 0 && borne > 0) {
      LedgerState state = world.ledger.at(block);
      allowed = allows(state, tag);
      borne -= state.time() <= since ? 1 : 0;
      block--;
    }
    boolean permitted = allowed;
    Violation.require(
        Invariant.I3,
        tag.spot().transaction(),
        permitted,
        () -> tag + " is signed, and nothing has allowed it for longer than a permission lasts");
  }

  private static boolean allows(LedgerState state, Subchain.Tag tag) {
    Optional<LedgerRecord> record = state.find(tag.spot().transaction());
    if (record.isEmpty()) {
      return false;
    }
    ChainStatus status = record.get().status();
    if (tag.undo()) {
      return status == ChainStatus.Compensating || status == ChainStatus.Escalated;
    }
    Descriptor step = record.get().step(tag.spot().step()).descriptor();
    return status == ChainStatus.Open
        && state.time() < record.get().deadline()
        && state.goesOn(step.pipeline());
  }

  void broadcast(Party party, Subchain.Write write) {
    Spot spot = write.tag().spot();
    Violation.require(
        Invariant.I3,
        spot.transaction(),
        !withdrawn.getOrDefault(party, Set.of()).contains(write),
        () -> write + " is broadcast though it was withdrawn");
    Violation.require(
        Invariant.I3,
        spot.transaction(),
        secondsUnwanted.getOrDefault(write, 0) <= NOTICES,
        () -> write + " is broadcast long after its transaction ended without it");
    if (!write.tag().undo()) {
      hasIntent(party, spot);
    }
  }

  private void hasIntent(Party party, Spot spot) {
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

  /** Nothing happens any more. */
  void ended() {
    for (Story story : world.stories()) {
      for (int step = 0; step < story.steps.size(); step++) {
        Spot spot = new Spot(story.transaction, step);
        for (Party party : world.parties()) {
          if (!party.lies()) {
            check(party, new Subchain.Tag(spot, false));
            check(party, new Subchain.Tag(spot, true));
          }
        }
      }
    }
  }

  private void check(Party party, Subchain.Tag tag) {
    String transaction = tag.spot().transaction();
    int times =
        tag.undo()
            ? party.subchain().timesUndone(tag.spot())
            : party.subchain().timesInEffect(tag.spot());
    if (times == 0) {
      return;
    }
    long at = party.subchain().tookEffect(tag).orElseThrow();
    boolean late = endedWithout(tag) && at > endedAt.getOrDefault(transaction, Long.MAX_VALUE);
    Violation.require(
        Invariant.I7,
        transaction,
        !late || told.contains(tag),
        () -> tag + " took effect after the transaction's end, and nobody was told");
    Optional<Outcome> answered =
        Optional.ofNullable(party.subchainProxy().disk().executions.get(tag))
            .flatMap(Execution::result)
            .map(result -> result.outcome());
    Violation.require(
        Invariant.I7,
        transaction,
        answered.filter(o -> o == Outcome.Failed || o == Outcome.NotExecuted).isEmpty(),
        () -> tag + " took effect, and is told as " + answered.get());
  }
}
