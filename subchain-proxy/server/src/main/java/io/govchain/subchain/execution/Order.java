package io.govchain.subchain.execution;

import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.subchain.journal.ExecutionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the cross-chain proxy wants done.
 *
 * @param transaction transaction id
 * @param step number of the step
 * @param pipeline path of the step's pipeline
 * @param constraint constraint hash of the version that it goes by
 * @param expires governance block time after which nobody waits any more
 * @param execute the contract, function and arguments
 */
public record Order(
    String transaction,
    int step,
    String pipeline,
    String constraint,
    long expires,
    MessageData.Execute execute) {

  /** The order in a message of type {@code execute}. */
  public static Order of(Message message) {
    return new Order(
        message.transaction().orElseThrow(),
        message.step().orElseThrow(),
        message.pipeline(),
        message.constraint(),
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

  /** Digest of everything that is to be done: an order of one name never changes its content. */
  public String content() {
    String text =
        String.join(
            "\n",
            pipeline,
            execute.action().wire(),
            execute.contract(),
            execute.contractAddress(),
            execute.function(),
            execute.kind().wire(),
            execute.arguments());
    return "0x" + HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** What a write carries at the end of its call data. */
  public StepTag tag() {
    return new StepTag(transaction, step, action());
  }
}
