package io.govchain.subchain.execution;

import io.govchain.subchain.journal.ExecutionKey;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executions that wait for the subchain, told of together: the first attempts that fail and then
 * ever fewer, as a chain that is away for hours must not fill the log. Thread-safe.
 */
final class Unavailable {
  private static final Logger LOG = LoggerFactory.getLogger(Unavailable.class);

  private final Set<ExecutionKey> waiting = new HashSet<>();
  private long failures;

  synchronized void waits(ExecutionKey key, String why) {
    waiting.add(key);
    failures++;
    if (Long.bitCount(failures) == 1) {
      LOG.warn(
          "{} executions wait for the subchain, such as {} (failure {}): {}",
          waiting.size(),
          key,
          failures,
          why);
    }
  }

  /** It got through, or waits no more for another reason. */
  synchronized void over(ExecutionKey key) {
    if (waiting.remove(key) && waiting.isEmpty()) {
      LOG.info("no execution waits for the subchain any more, after {} failures", failures);
      failures = 0;
    }
  }
}
