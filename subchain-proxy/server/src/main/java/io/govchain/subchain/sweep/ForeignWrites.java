package io.govchain.subchain.sweep;

import io.govchain.adapter.PastWrite;
import io.govchain.adapter.Sighting;
import io.govchain.adapter.Sighting.State;
import io.govchain.adapter.Strays;
import io.govchain.adapter.Strays.Stray;
import io.govchain.amdp.StepTag;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.execution.Answers;
import io.govchain.subchain.journal.ExecutionKey;
import io.govchain.subchain.journal.StoredExecution;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes of this proxy's account that its journal did not sign, each judged by the tag that it
 * carries: after the loss of a database they are what was done before; otherwise they are what was
 * said never to have happened.
 */
final class ForeignWrites {

  private static final int MOST = 5_000;

  private final Map<String, ExecutionKey> open = new LinkedHashMap<>();
  private final Set<ExecutionKey> legitimate = new HashSet<>();
  private boolean complete;
  private boolean overflowed;

  /** What is to be done about one. */
  sealed interface Judgement {
    /** Nothing contradicts it, now and later. */
    record Fine() implements Judgement {}

    /** It cannot be said yet. */
    record Open() implements Judgement {}

    /** It is in no block now, and may come back. */
    record Gone() implements Judgement {}

    /** It contradicts what was told. */
    record Wrong(String problem) implements Judgement {}
  }

  /** Takes in what was found; what carries no tag belongs to no step. */
  void take(Strays strays) {
    complete = strays.complete();
    for (Stray stray : strays.found()) {
      Optional<StepTag> tag = StepTag.atEndOf(Hex.bytes(stray.call()));
      if (tag.isEmpty()) {
        continue;
      }
      if (open.size() + legitimate.size() < MOST) {
        open.put(
            stray.transactionHash(),
            new ExecutionKey(tag.get().transaction(), tag.get().step(), tag.get().action()));
      } else {
        overflowed = true;
      }
    }
  }

  /** Those whose turn it is; they go behind the others. */
  Map<String, ExecutionKey> next(int limit) {
    Map<String, ExecutionKey> next = new LinkedHashMap<>();
    for (String hash : List.copyOf(open.keySet()).stream().limit(limit).toList()) {
      ExecutionKey key = open.remove(hash);
      open.put(hash, key);
      next.put(hash, key);
    }
    return next;
  }

  static PastWrite asked(String hash) {
    return new PastWrite(hash, Optional.empty());
  }

  /** It is needed no more, except to know that this was done. */
  void settle(String hash, boolean effective) {
    ExecutionKey key = open.remove(hash);
    if (effective) {
      legitimate.add(key);
    }
  }

  /** Whether this was done by none of them, as far as everything was seen. */
  boolean rulesOut(ExecutionKey key) {
    return complete && !overflowed && !open.containsValue(key) && !legitimate.contains(key);
  }

  /**
   * @param execution what the journal has under the same name
   * @param record of its transaction, asked for where the journal does not tell
   */
  static Judgement judge(
      String hash,
      ExecutionKey key,
      Sighting now,
      Optional<StoredExecution> execution,
      Function<String, Optional<TransactionRecord>> record) {
    if (now.state() != State.EFFECTIVE) {
      return now.state() == State.INEFFECTIVE ? new Judgement.Fine() : new Judgement.Gone();
    }
    String what = "%s took effect in block %d".formatted(hash, now.block());
    if (execution.isPresent() && !execution.get().finished()) {
      return new Judgement.Open();
    }
    return execution
        .flatMap(known -> byJournal(hash, what, known))
        .orElseGet(() -> byRecord(what, key, record.apply(key.transaction())));
  }

  /** Empty where the journal leaves open what became of it. */
  private static Optional<Judgement> byJournal(String hash, String what, StoredExecution known) {
    var outcome = Answers.outcome(known);
    String other = outcome.subchainTransaction().orElse("a write that is not named");
    return switch (outcome.result()) {
      case SUCCEEDED ->
          Optional.of(
              outcome.subchainTransaction().equals(Optional.of(hash))
                  ? new Judgement.Fine()
                  : new Judgement.Wrong("%s, told as done by %s".formatted(what, other)));
      case FAILED, NOT_EXECUTED ->
          Optional.of(
              new Judgement.Wrong("%s, told as %s".formatted(what, outcome.result().wire())));
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Judgement byRecord(
      String what, ExecutionKey key, Optional<TransactionRecord> record) {
    if (record.isEmpty() || key.step() >= record.get().steps().size()) {
      return new Judgement.Wrong(what + ", and the record has no such step");
    }
    return switch (record.get().status()) {
      case NONE, OPEN, COMPENSATING, ESCALATED -> new Judgement.Open();
      case SETTLED, COMPENSATED, RESOLVED -> {
        var step = record.get().steps().get(key.step());
        yield Contradictions.isRecorded(key.action(), step)
            ? new Judgement.Fine()
            : new Judgement.Wrong(
                "%s, and the record has the step as %s, %s"
                    .formatted(what, step.outcome().word(), step.compensation().word()));
      }
    };
  }
}
