package io.govchain.subchain.governance;

import io.govchain.governance.Registry;
import io.govchain.governance.TransactionRecord;
import java.time.Duration;
import java.util.Optional;

/** What the rest of the proxy asks of the governance chain. */
public interface Governance {

  /** Registered records as of the newest block seen. */
  Registry registry();

  /** Time of the newest block seen, unix seconds: the only clock for deadlines (invariant I6). */
  long blockTime();

  /**
   * A transaction's record in the chain's latest state, asked for every time.
   *
   * @throws RuntimeException when the chain does not answer
   */
  Optional<TransactionRecord> transaction(String id);

  /** Number of the newest block seen; -1 before the first. */
  long block();

  /** Waits until a block above this number is seen, or for so long. */
  void awaitBlockAfter(long block, Duration atMost) throws InterruptedException;
}
