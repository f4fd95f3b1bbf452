package io.govchain.subchain.sweep;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.MessageData;
import io.govchain.subchain.execution.Answers;
import io.govchain.subchain.journal.ChainChecks;
import io.govchain.subchain.journal.ChainFinding;
import io.govchain.subchain.journal.ExecutionKey;
import io.govchain.subchain.journal.Executions;
import io.govchain.subchain.journal.Executions.Placed;
import io.govchain.subchain.journal.StoredExecution;
import io.govchain.subchain.sweep.Contradictions.Undoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one look is about: the next page of the whole journal, what seemed or is wrong, and the
 * newest executions, which a chain that changes its mind would take back first.
 *
 * @param whole looked at on the chain and on the record
 * @param young looked at on the chain alone
 * @param position behind the page; 0 after the last one
 */
record Portion(List<Claim> whole, List<Claim> young, long position) {

  private static final Logger LOG = LoggerFactory.getLogger(Portion.class);

  static Portion next(Handle handle, long position, int atOnce, List<ExecutionKey> doubted) {
    Map<ExecutionKey, StoredExecution> whole = new LinkedHashMap<>();
    for (ExecutionKey key : doubted) {
      add(handle, whole, key);
    }
    for (ChainFinding finding : ChainChecks.findings(handle, atOnce)) {
      add(handle, whole, finding.key());
    }
    List<Placed> page = Executions.finishedAfter(handle, position, atOnce);
    page.forEach(each -> whole.put(each.execution().key(), each.execution()));
    List<StoredExecution> young =
        Executions.newestFinished(handle, atOnce).stream()
            .map(Placed::execution)
            .filter(each -> !whole.containsKey(each.key()))
            .toList();
    return new Portion(
        claims(handle, List.copyOf(whole.values())),
        claims(handle, young),
        page.size() < atOnce ? 0 : page.getLast().place());
  }

  private static void add(Handle handle, Map<ExecutionKey, StoredExecution> all, ExecutionKey key) {
    Executions.find(handle, key)
        .filter(StoredExecution::finished)
        .ifPresent(found -> all.put(key, found));
  }

  /** One that cannot be read must not keep the others from being looked at. */
  private static List<Claim> claims(Handle handle, List<StoredExecution> executions) {
    List<Claim> claims = new ArrayList<>();
    for (StoredExecution execution : executions) {
      try {
        Claim.of(handle, execution).ifPresent(claims::add);
      } catch (AmdpException | ClassCastException | NoSuchElementException defect) {
        LOG.error("{} cannot be compared with the subchain", execution.key(), defect);
      }
    }
    return claims;
  }

  /** What became of undoing a step, by the journal; empty where it was never ordered here. */
  static Optional<Undoing> undoing(Handle handle, ExecutionKey key) {
    return Executions.find(handle, key)
        .map(found -> found.finished() ? undoing(Answers.outcome(found)) : Undoing.UNKNOWN);
  }

  private static Undoing undoing(MessageData.Outcome outcome) {
    return switch (outcome.result()) {
      case SUCCEEDED -> Undoing.DONE;
      case FAILED, NOT_EXECUTED -> Undoing.NOT_DONE;
      case UNKNOWN -> Undoing.UNKNOWN;
    };
  }
}
