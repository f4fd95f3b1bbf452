package io.govchain.subchain.governance;

import io.govchain.governance.Application;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Registry;
import io.govchain.governance.TransactionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the rest of the proxy asks of the governance chain. Reads that have to ask the chain throw
 * an {@link io.govchain.evm.EvmException} when it does not answer.
 */
public interface Governance extends AutoCloseable {

  /**
   * Begins to follow the chain, now or when it can be reached and has caught up.
   *
   * @param newestSeenBefore number of the newest block that a former life of this proxy saw; -1
   *     where none is known
   */
  void start(long newestSeenBefore);

  /** Registered records as of the newest block seen. */
  Registry registry();

  /** The registered applications with this certificate as of the newest block seen. */
  List<Application> applicationsWith(String tlsFingerprint);

  /** The registered pipelines that an application, by its id, may call. */
  List<Pipeline> pipelinesOf(String application);

  /** All registered pipelines as of the newest block seen; of too many the oldest. */
  List<Pipeline> pipelines();

  /** What people should know: more is registered than this proxy holds in memory. */
  Optional<String> crowding();

  /** Time of the newest block seen, unix seconds: the only clock for deadlines (invariant I6). */
  long blockTime();

  /**
   * A transaction's record in the chain's latest state, asked for every time; never in one that is
   * older than the newest block seen.
   */
  Optional<TransactionRecord> transaction(String id);

  /**
   * How many calls the limit of a pipeline's version allows in the chain's latest state, asked for
   * every time; empty where there is no limit.
   */
  Optional<Long> callsLeft(long pipelineNumber);

  /** Number of the newest block seen; -1 before the first. */
  long block();

  /** Waits until a block above this number is seen, or for so long. */
  void awaitBlockAfter(long block, Duration atMost) throws InterruptedException;

  /**
   * Why the records and the block time must not be relied on now: the chain was not heard of for
   * too long, or its node has not caught up (invariant I5). Empty when all is well.
   */
  Optional<String> staleness();

  /** As {@link #staleness}, as far as it is known without asking anybody: nobody is waited for. */
  Optional<String> knownStaleness();

  /** How many blocks the node lacks of those that it told of before; reads wait for them. */
  long setBack();

  /** What people should know of that. */
  Optional<String> lacking();

  /** Stops following. */
  @Override
  void close();
}
