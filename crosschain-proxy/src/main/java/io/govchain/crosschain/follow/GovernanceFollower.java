package io.govchain.crosschain.follow;

import io.govchain.crosschain.effects.Settlements;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.journal.BlockStepped;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.Stepped;
import io.govchain.crosschain.journal.TransactionInput;
import io.govchain.crosschain.plan.Plans;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.Log;
import io.govchain.evm.follow.BlockListener;
import io.govchain.evm.send.TransactionSender;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each block of the governance chain into the journal, exactly once: its events in order,
 * then the passing of time for those that wait for it.
 */
public final class GovernanceFollower implements BlockListener {
  private static final Logger LOG = LoggerFactory.getLogger(GovernanceFollower.class);
  private static final int DUE_PER_BLOCK = 1_000;

  private final Journal journal;
  private final GovernanceCache registry;
  private final TransactionSender sender;
  private final LedgerInputs inputs;
  private final long journalBirth;
  private final Consumer<Stepped> setOff;
  private final Runnable afterBlock;
  private final Consumer<BlockStepped.Failed> poisoned;
  private final Settlements settlements;

  /**
   * @param account this proxy's address on the governance chain
   * @param signed whether this proxy has signed the governance transaction of an account and a hash
   * @param journalBirth head of the chain when this journal was begun or put back
   * @param setOff does what a stored step led to, elsewhere
   * @param afterBlock told after each block that was taken in
   * @param poisoned told of inputs that could not be applied
   * @param settlements told what institutions agree to
   */
  public GovernanceFollower(
      Journal journal,
      GovernanceCache registry,
      TransactionSender sender,
      Plans plans,
      String self,
      String account,
      BiPredicate<String, String> signed,
      long journalBirth,
      Consumer<Stepped> setOff,
      Runnable afterBlock,
      Consumer<BlockStepped.Failed> poisoned,
      Settlements settlements) {
    this.journal = journal;
    this.registry = registry;
    this.sender = sender;
    this.inputs = new LedgerInputs(plans, self, account, signed);
    this.journalBirth = journalBirth;
    this.setOff = setOff;
    this.afterBlock = afterBlock;
    this.poisoned = poisoned;
    this.settlements = settlements;
  }

  @Override
  public void onBlock(FollowedBlock block) {
    registry.onBlock(block);
    BlockStepped stepped = journal.block(block.number(), inputs(block)).join();
    for (BlockStepped.Failed failed : stepped.failed()) {
      LOG.error(
          "transaction {} could not take in {} of block {}",
          failed.input().transaction(),
          failed.input().input(),
          block.number(),
          failed.cause());
      poisoned.accept(failed);
    }
    for (Stepped step : stepped.steps()) {
      if (!step.before().status().equals(step.after().status())) {
        LOG.info(
            "transaction {} is {} (block {})",
            step.transaction(),
            step.after().status().word(),
            block.number());
      }
      setOff.accept(step);
    }
    // Last: what waits for a receipt must find the events of its block in the journal.
    sender.onBlock(block);
    afterBlock.run();
  }

  private List<TransactionInput> inputs(FollowedBlock block) {
    long time = block.header().timestamp();
    List<Told> events = block.logs().flatMap(GovernanceFollower::told).toList();
    List<TransactionInput> all = new ArrayList<>();
    Set<String> ours = known(events);
    events.forEach(told -> add(all, ours, told, block.number() <= journalBirth, time));
    for (String transaction : journal.transactions().due(time, DUE_PER_BLOCK)) {
      all.add(new TransactionInput(transaction, new Input.BlockTimeAdvanced(time)));
    }
    return all;
  }

  /** An event, and the hash of the governance transaction that brought it. */
  private record Told(GovernanceEvent.OfLedger event, String hash) {}

  private static Stream<Told> told(Log log) {
    return GovernanceEvents.decode(log).stream()
        .filter(GovernanceEvent.OfLedger.class::isInstance)
        .map(event -> new Told((GovernanceEvent.OfLedger) event, log.transactionHash()));
  }

  private Set<String> known(List<Told> events) {
    Set<String> spokenOf = new HashSet<>();
    for (Told told : events) {
      spokenOf.add(told.event().transaction());
    }
    return new HashSet<>(journal.transactions().known(spokenOf));
  }

  /**
   * @param ours transactions that the journal has, and those that this block opened with a part in
   *     it for this party
   */
  private void add(
      List<TransactionInput> all, Set<String> ours, Told told, boolean journalLost, long time) {
    GovernanceEvent.OfLedger event = told.event();
    String transaction = event.transaction();
    if (event instanceof GovernanceEvent.TransactionOpened opened) {
      inputs
          .opened(opened, ours.contains(transaction), journalLost, time)
          .ifPresent(
              input -> {
                ours.add(transaction);
                all.add(new TransactionInput(transaction, input));
              });
    } else if (ours.contains(transaction)) {
      keepProposal(event);
      inputs
          .later(event, told.hash())
          .ifPresent(input -> all.add(new TransactionInput(transaction, input)));
    }
  }

  private void keepProposal(GovernanceEvent.OfLedger event) {
    if (event instanceof GovernanceEvent.StepReported reported
        && reported.entry() == Entry.RESOLVED) {
      settlements.propose(reported.transaction(), reported.institution(), reported.digest());
    }
  }
}
