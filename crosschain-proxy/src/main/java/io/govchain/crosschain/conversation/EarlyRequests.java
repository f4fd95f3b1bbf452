package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Problem;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.check.MessageCheck;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.service.http.ProblemException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Requests for transactions that are not on the record. Nobody has paid for such a transaction, so
 * few of one sender's wait at a time, with one request for each step, and all that was kept of it
 * is deleted when its deadline passes, the ids of its messages included. What comes after that, or
 * could not be opened at all, is refused without a trace: whoever says it again finds nothing
 * forgotten that could be taken for new.
 */
final class EarlyRequests {
  /** Of a sender; each takes up to a whole envelope on the disk until its deadline. */
  static final int MAX_UNOPENED = 256;

  private static final int UNAVAILABLE = 503;

  private final Directory directory;
  private final Journal journal;

  EarlyRequests(Directory directory, Journal journal) {
    this.directory = directory;
    this.journal = journal;
  }

  /** Whether the record has the transaction, as far as this journal knows. */
  static boolean isOnRecord(TransactionState state) {
    return switch (state.status()) {
      case Received, Opening, Rejected -> false;
      case Executing, Verifying, Compensating, Settled, Compensated, Escalated, Resolved -> true;
    };
  }

  /**
   * Why a request has to wait; empty if it may be taken now.
   *
   * @throws AmdpException {@code plan-invalid}: nothing can ever come of it
   */
  Optional<Problem> objection(Handle handle, SignedCall call, Message message) {
    Optional<TransactionState> state = journal.transactions().find(handle, call.transaction());
    if (state.filter(EarlyRequests::isOnRecord).isPresent()) {
      return Optional.empty();
    }
    requireOpenable(call);
    return state.isPresent()
        ? repeated(state.get(), call, message)
        : crowded(handle, call, message);
  }

  /**
   * The same within the write that takes the request, so that requests which come together do not
   * pass all at once.
   *
   * @throws ProblemException the sender is to try again
   */
  void requireRoom(Handle handle, SignedCall call, Message message) {
    Optional<TransactionState> state = journal.transactions().find(handle, call.transaction());
    Optional<Problem> waits = Optional.empty();
    if (state.isEmpty()) {
      waits = crowded(handle, call, message);
    } else if (!isOnRecord(state.get())) {
      waits = repeated(state.get(), call, message);
    }
    if (waits.isPresent()) {
      throw new ProblemException(
          io.govchain.service.http.Problem.of(
                  waits.get().code().wire(), UNAVAILABLE, waits.get().where())
              .expected(waits.get().expected())
              .actual(waits.get().actual())
              .transaction(call.transaction()));
    }
  }

  Problem notOnRecord(String transaction, String or) {
    return new Problem(
        AmdpError.TRANSACTION_MISMATCH,
        "payload.transaction",
        "one on the record that %s is a party of%s".formatted(directory.self(), or),
        transaction);
  }

  private Optional<Problem> crowded(Handle handle, SignedCall call, Message message) {
    return Conversations.requestedUnopened(handle, message.from()) < MAX_UNOPENED
        ? Optional.empty()
        : Optional.of(
            notOnRecord(call.transaction(), ", or fewer than " + MAX_UNOPENED + " that are not"));
  }

  /** It waits already: another message that says so would be another id to be kept. */
  private Optional<Problem> repeated(TransactionState state, SignedCall call, Message message) {
    int step = message.step().orElseThrow();
    return state
        .known()
        .filter(known -> known.step(step).stage() != StepProgress.Stage.Idle)
        .map(
            known ->
                notOnRecord(
                    call.transaction(), ", or the only request for step %d".formatted(step)));
  }

  /** The record takes no opening at or after the deadline, nor one with a later deadline. */
  private void requireOpenable(SignedCall call) {
    long now = directory.blockTime();
    long latest = now + MessageData.Call.MAX_DEADLINE_SECONDS + MessageCheck.FAR_AHEAD_SECONDS;
    if (call.deadline() <= now || call.deadline() > latest) {
      throw new AmdpException(
          AmdpError.PLAN_INVALID,
          "call deadline of a transaction that is not on the record",
          "after governance block time %d and up to %d".formatted(now, latest),
          Long.toString(call.deadline()));
    }
  }
}
