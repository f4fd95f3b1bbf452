package io.govchain.subchain.execution;

import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;

/**
 * What the cross-chain proxy wants done.
 *
 * @param transaction transaction id
 * @param step number of the step
 * @param pipeline path of the step's pipeline
 * @param expires governance block time after which nobody waits any more
 * @param execute the contract, function and arguments
 */
public record Order(
    String transaction, int step, String pipeline, long expires, MessageData.Execute execute) {

  /** The order in a message of type {@code execute}. */
  public static Order of(Message message) {
    return new Order(
        message.transaction().orElseThrow(),
        message.step().orElseThrow(),
        message.pipeline(),
        message.expires(),
        (MessageData.Execute) message.data());
  }

  /** Doing or undoing. */
  public StepAction action() {
    return execute.action();
  }

  /** Names the execution for ever: there is at most one per transaction, step and action. */
  public ExecutionKey key() {
    return new ExecutionKey(transaction, step, action());
  }

  /** What a write carries at the end of its call data. */
  public StepTag tag() {
    return new StepTag(transaction, step, action());
  }
}
