package io.govchain.subchain.sweep;

import io.govchain.adapter.PastWrite;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepResult;
import io.govchain.subchain.execution.Answers;
import io.govchain.subchain.journal.ExecutionKey;
import io.govchain.subchain.journal.PreparedWriteTable;
import io.govchain.subchain.journal.StoredExecution;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What was told of a write, and the transactions by which the chain shows whether it is so.
 *
 * @param contract path of the contract that was written to
 * @param done the one that took effect; empty where none did
 * @param others that were signed for the same and must not have taken effect
 */
record Claim(
    ExecutionKey key,
    String contract,
    StepResult result,
    Optional<PastWrite> done,
    List<PastWrite> others) {

  /** Attempts to undo are few; of very many the newest are looked at. */
  private static final int MOST_ATTEMPTS = 8;

  /** Empty of reads, and where nothing definite was told. */
  static Optional<Claim> of(Handle handle, StoredExecution finished) {
    MessageData.Outcome outcome = Answers.outcome(finished);
    MessageData.Execute ordered = ordered(finished);
    if (ordered.kind() == StepKind.READ || outcome.result() == StepResult.UNKNOWN) {
      return Optional.empty();
    }
    Optional<String> told = outcome.subchainTransaction();
    Optional<PastWrite> named = told.map(hash -> new PastWrite(hash, outcome.evidence()));
    boolean succeeded = outcome.result() == StepResult.SUCCEEDED;
    Stream<PastWrite> signed =
        signed(handle, finished).stream()
            .filter(hash -> !told.equals(Optional.of(hash)))
            .map(hash -> new PastWrite(hash, Optional.empty()));
    return Optional.of(
        new Claim(
            finished.key(),
            ordered.contract(),
            outcome.result(),
            named.filter(any -> succeeded),
            Stream.concat(named.filter(any -> !succeeded).stream(), signed).toList()));
  }

  private static MessageData.Execute ordered(StoredExecution execution) {
    byte[] envelope = execution.request().getBytes(StandardCharsets.UTF_8);
    Message request = Envelope.parse(envelope).claimed();
    return (MessageData.Execute) request.data();
  }

  private static Set<String> signed(Handle handle, StoredExecution execution) {
    Set<String> hashes = new LinkedHashSet<>();
    int first = Math.max(1, execution.attempt() - MOST_ATTEMPTS + 1);
    for (int attempt = first; attempt <= execution.attempt(); attempt++) {
      hashes.addAll(PreparedWriteTable.hashes(handle, execution.reference(attempt)));
    }
    return hashes;
  }

  /** All of its transactions. */
  Stream<PastWrite> writes() {
    return Stream.concat(done.stream(), others.stream());
  }

  boolean succeeded() {
    return result == StepResult.SUCCEEDED;
  }
}
