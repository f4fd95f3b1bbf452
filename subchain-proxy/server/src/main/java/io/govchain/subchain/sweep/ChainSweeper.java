package io.govchain.subchain.sweep;

import io.govchain.adapter.PastWrite;
import io.govchain.adapter.Sighting;
import io.govchain.adapter.SubchainHistory;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.amdp.StepAction;
import io.govchain.evm.EvmException;
import io.govchain.governance.Registry;
import io.govchain.governance.Subchain;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TrustAnchors;
import io.govchain.service.database.Database;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.ChainChecks;
import io.govchain.subchain.journal.ExecutionKey;
import io.govchain.subchain.journal.Executions;
import io.govchain.subchain.sweep.Contradictions.Undoing;
import io.govchain.subchain.sweep.ForeignWrites.Judgement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what was told of executions with the subchain and with the governance record, over and
 * over: what was true once need not stay so. A look takes a portion and asks the subchain's node
 * for it in a few exchanges; the next goes on behind it, also after a restart. While a chain does
 * not answer nothing is concluded.
 *
 * <p>Nothing that was told is taken back, and nothing is written to a chain for it but what keeps a
 * write from it whose transaction has ended: that a write stands in another block of a chain
 * without finality is noted, all else is an alarm.
 */
public final class ChainSweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChainSweeper.class);

  private final Database database;
  private final Governance governance;
  private final LocalSubchain subchain;
  private final int atOnce;
  private final Suspicions suspicions;
  private final OutstandingWrites outstanding;
  private final ForeignWrites foreignWrites = new ForeignWrites();
  private final Counter compared;
  private final Counter moved;
  private final Loop loop;

  /** Nothing happens before {@link #start}. */
  public ChainSweeper(
      CheckSettings settings,
      Database database,
      Governance governance,
      LocalSubchain subchain,
      MeterRegistry metrics,
      Loops loops) {
    this.database = database;
    this.governance = governance;
    this.subchain = subchain;
    this.atOnce = settings.atOnce();
    this.suspicions = new Suspicions(database, governance::blockTime, metrics);
    this.outstanding = new OutstandingWrites(database, suspicions, subchain::withdraw, atOnce);
    this.compared = metrics.counter("govchain.chain.comparisons");
    this.moved = metrics.counter("govchain.writes.moved");
    this.loop = loops.add("chain-sweeper", settings.every(), this::look);
  }

  /** Begins to look from time to time. */
  public void start() {
    loop.start();
  }

  /** Takes the next portion of what both chains can be asked about. */
  void look() {
    if (governance.staleness().isPresent()) {
      return;
    }
    try {
      // Also while the subchain is away: that is when its writes have no outcome.
      outstanding.look(eachOnce());
      subchain.history().ifPresent(this::look);
    } catch (SubchainUnavailableException | EvmException away) {
      LOG.debug("compared later: {}", away.getMessage());
    }
  }

  private void look(SubchainHistory history) {
    long position = database.read(ChainChecks::position);
    Portion portion =
        database.read(handle -> Portion.next(handle, position, atOnce, suspicions.doubted(atOnce)));
    for (Claim claim : portion.whole()) {
      registered(claim).ifPresent(subchain::requireChain);
    }
    foreignWrites.take(history.strays());
    Map<String, ExecutionKey> foreign = foreignWrites.next(atOnce);
    Map<String, Sighting> seen = sightings(history, portion, foreign);
    Function<String, Optional<TransactionRecord>> records = eachOnce();
    portion.whole().forEach(claim -> compare(claim, seen, records));
    portion.young().forEach(claim -> onChain(claim, seen));
    foreign.forEach((hash, key) -> judge(hash, key, seen.get(hash), records));
    compared.increment(portion.whole().size());
    if (portion.position() != position) {
      database.writeAndWait(
          handle -> {
            ChainChecks.moveTo(handle, portion.position());
            return true;
          });
    }
  }

  private static Map<String, Sighting> sightings(
      SubchainHistory history, Portion portion, Map<String, ExecutionKey> foreign) {
    List<PastWrite> asked =
        Stream.concat(
                Stream.concat(portion.whole().stream(), portion.young().stream())
                    .flatMap(Claim::writes),
                foreign.keySet().stream().map(ForeignWrites::asked))
            .collect(Collectors.toMap(PastWrite::transactionHash, each -> each, (a, b) -> a))
            .values()
            .stream()
            .toList();
    List<Sighting> answers = history.sightings(asked);
    Map<String, Sighting> seen = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      seen.put(asked.get(i).transactionHash(), answers.get(i));
    }
    return seen;
  }

  /** Several steps of one transaction are often looked at together. */
  private Function<String, Optional<TransactionRecord>> eachOnce() {
    Map<String, Optional<TransactionRecord>> asked = new HashMap<>();
    return id -> asked.computeIfAbsent(id, governance::transaction);
  }

  private void compare(
      Claim claim,
      Map<String, Sighting> seen,
      Function<String, Optional<TransactionRecord>> records) {
    if (onChain(claim, seen)) {
      return;
    }
    Optional<TransactionRecord> record = records.apply(claim.key().transaction());
    Optional<String> problem =
        record.isPresent()
            ? Contradictions.onRecord(claim, record.get(), undoing(claim))
            : Contradictions.withoutRecord(claim);
    String subject = claim.key().reference();
    problem.ifPresentOrElse(
        text -> suspicions.wrong(subject, claim.key(), text), () -> suspicions.well(subject));
  }

  /** Whether the chain contradicts it. */
  private boolean onChain(Claim claim, Map<String, Sighting> seen) {
    boolean blocksAreFinal =
        registered(claim)
            .filter(chain -> chain.trustAnchors() instanceof TrustAnchors.QbftSeals)
            .isPresent();
    Optional<String> problem = Contradictions.onChain(claim, seen, blocksAreFinal);
    problem.ifPresent(text -> suspicions.wrong(claim.key().reference(), claim.key(), text));
    if (problem.isEmpty()) {
      claim.done().ifPresent(done -> note(claim, done, seen.get(done.transactionHash())));
    }
    return problem.isPresent();
  }

  private void note(Claim claim, PastWrite done, Sighting now) {
    String hash = done.transactionHash();
    if (!now.moved()
        || database
            .read(handle -> ChainChecks.movedTo(handle, hash))
            .equals(Optional.of(now.blockHash()))) {
      return;
    }
    database.writeAndWait(
        handle -> {
          ChainChecks.moved(handle, hash, now.blockHash());
          return true;
        });
    moved.increment();
    LOG.warn(
        "{}: {} stands in block {} ({}) now, not in the one that its evidence proves",
        claim.key(),
        hash,
        now.block(),
        now.blockHash());
  }

  private Undoing undoing(Claim claim) {
    ExecutionKey doing = claim.key();
    ExecutionKey undoing =
        new ExecutionKey(doing.transaction(), doing.step(), StepAction.COMPENSATE);
    return database
        .read(handle -> Portion.undoing(handle, undoing))
        .orElseGet(() -> foreignWrites.rulesOut(undoing) ? Undoing.NOT_DONE : Undoing.UNKNOWN);
  }

  private void judge(
      String hash,
      ExecutionKey key,
      Sighting now,
      Function<String, Optional<TransactionRecord>> records) {
    Judgement judgement =
        ForeignWrites.judge(
            hash, key, now, database.read(handle -> Executions.find(handle, key)), records);
    switch (judgement) {
      case Judgement.Fine fine -> {
        suspicions.well(hash);
        foreignWrites.settle(hash, now.state() == Sighting.State.EFFECTIVE);
      }
      case Judgement.Gone gone -> suspicions.well(hash);
      case Judgement.Open open -> {
        // Its turn comes again.
      }
      case Judgement.Wrong wrong -> suspicions.wrong(hash, key, wrong.problem());
    }
  }

  private Optional<Subchain> registered(Claim claim) {
    Registry registry = governance.registry();
    return registry
        .businessContract(claim.contract())
        .flatMap(contract -> registry.subchain(contract.subchain()));
  }

  @Override
  public void close() {
    loop.close();
  }
}
