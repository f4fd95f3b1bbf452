package io.govchain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.evm.EvmException;
import io.govchain.governance.TransactionRecord;
import io.govchain.simulation.chain.LedgerRecord;
import io.govchain.simulation.chain.RecordView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what was written with the record, again and again, as the real proxy's sweep: tells
 * people what contradicts it at the second look, and withdraws what is signed for a transaction
 * that has ended without it.
 */
final class Findings {
  private static final int EVERY = 10_000;

  private final Party party;
  private final SubchainProxy proxy;
  private final World world;
  private final Set<Subchain.Write> suspected = new HashSet<>();
  private final Set<Subchain.Write> settled = new HashSet<>();

  Findings(Party party, SubchainProxy proxy, World world) {
    this.party = party;
    this.proxy = proxy;
    this.world = world;
  }

  /** Another life: what was seen once does not count. */
  void begin() {
    suspected.clear();
    settled.clear();
  }

  /** Whether every write that it does not know was judged. */
  boolean isDone() {
    return !proxy.writer().hasStrangersInPool() && settled.containsAll(proxy.writer().lost());
  }

  void second() {
    if (world.now() % EVERY == 0 && party.node().answers() && proxy.seen().staleness().isEmpty()) {
      try {
        look();
      } catch (EvmException lagging) {
        world.note(proxy.name(), "", "compares later");
      }
    }
  }

  private void look() {
    for (Execution execution : List.copyOf(proxy.disk().executions.values())) {
      execution.prepared().ifPresent(write -> look(execution, write));
    }
    if (!proxy.writer().cannotLook()) {
      proxy.writer().lost().forEach(this::judge);
    }
  }

  private Optional<LedgerRecord> record(Subchain.Write write) {
    return proxy.seen().read(state -> state.find(write.tag().spot().transaction()));
  }

  private void look(Execution execution, Subchain.Write write) {
    Subchain.Tag tag = write.tag();
    Optional<LedgerRecord> record = record(write);
    boolean outstanding = execution.result().isEmpty();
    boolean contradicts =
        record
            .filter(found -> outstanding ? isAsked(tag, found) : contradicts(execution, found))
            .isPresent();
    compared(write, contradicts);
    if (outstanding && record.filter(found -> isUnwanted(tag, found)).isPresent()) {
      proxy.writer().withdraw(write);
    }
  }

  private static boolean isAsked(Subchain.Tag tag, LedgerRecord record) {
    return record.hasEnded() || (record.status() == ChainStatus.Escalated && !tag.undo());
  }

  private boolean isUnwanted(Subchain.Tag tag, LedgerRecord record) {
    TransactionRecord seen = RecordView.of(record);
    return world.brain.endedWithout(seen, tag.spot().step(), tag.undo());
  }

  /** What was told of a write, and what the record has when it has ended. */
  private static boolean contradicts(Execution execution, LedgerRecord record) {
    Subchain.Tag tag = execution.prepared().orElseThrow().tag();
    boolean done = execution.result().orElseThrow().outcome() == Outcome.Succeeded;
    if (!record.hasEnded()) {
      return false;
    }
    if (tag.undo()) {
      return done
          && RecordView.of(record).endedWithout(tag.spot().step(), true)
          && record.status() != ChainStatus.Compensated;
    }
    return switch (record.step(tag.spot().step()).outcome()) {
      case Succeeded -> !done;
      case Pending, Failed, NotExecuted -> done;
    };
  }

  /** A write of this account that the disk does not have. */
  private void judge(Subchain.Write stray) {
    Optional<Boolean> effective = party.subchain().outcome(stray);
    if (effective.isEmpty()) {
      return;
    }
    Optional<Execution> known = Optional.ofNullable(proxy.disk().executions.get(stray.tag()));
    if (known.filter(execution -> execution.result().isEmpty()).isPresent()) {
      return; // its turn comes again
    }
    boolean fine =
        !effective.get()
            || known
                .flatMap(Execution::result)
                .flatMap(told -> byJournal(stray, told))
                .orElseGet(() -> byRecord(stray));
    compared(stray, !fine);
    if (fine) {
      settled.add(stray);
    }
  }

  private static Optional<Boolean> byJournal(Subchain.Write stray, StepResult told) {
    return told.outcome() == Outcome.Pending
        ? Optional.empty()
        : Optional.of(told.subchainTransaction().equals(stray.hash()));
  }

  private boolean byRecord(Subchain.Write stray) {
    Optional<LedgerRecord> record = record(stray);
    int step = stray.tag().spot().step();
    return record
        .filter(found -> !RecordView.of(found).endedWithout(step, stray.tag().undo()))
        .isPresent();
  }

  /** Told at the second look that has it, too. */
  private void compared(Subchain.Write write, boolean contradicts) {
    if (!contradicts) {
      suspected.remove(write);
    } else if (!suspected.add(write)) {
      settled.add(write);
      world.watch.found(party, write.tag());
    }
  }
}
