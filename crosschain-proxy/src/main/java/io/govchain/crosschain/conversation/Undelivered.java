package io.govchain.crosschain.conversation;

import io.govchain.amdp.MessageType;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.MessageKind;
import io.govchain.crosschain.engine.Reason;
import io.govchain.service.messaging.OutboxListener;
import io.govchain.service.messaging.OutgoingMessage;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Tells the engine of messages that were given up. */
public final class Undelivered implements OutboxListener {
  private static final String EXPIRED = SetAside.EXPIRED;

  private final Consumer<Runnable> afterCommit;
  private final BiConsumer<String, Input> later;

  /**
   * @param afterCommit has something done once the write under way is on disk: a write that fails
   *     is tried again, and would tell the engine each time of what did not happen
   * @param later applies an input to a transaction, not within this write
   */
  public Undelivered(Consumer<Runnable> afterCommit, BiConsumer<String, Input> later) {
    this.afterCommit = afterCommit;
    this.later = later;
  }

  @Override
  public void setAside(Handle handle, OutgoingMessage message, SetAside reason) {
    Conversations.sentAs(handle, message.transaction(), message.id())
        .flatMap(sent -> input(sent, message, reason))
        .ifPresent(input -> afterCommit.accept(() -> later.accept(message.transaction(), input)));
  }

  private static Optional<Input> input(
      Conversations.Sent sent, OutgoingMessage message, SetAside reason) {
    Optional<MessageKind> kind = kind(sent);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    // A peer that refuses a request outright will not run it later either, unless it took it from
    // an earlier attempt; the step's own party still has the last word on the record.
    if (kind.get() == MessageKind.StepRequest
        && !reason.mayBeTaken()
        && !reason.code().equals(EXPIRED)) {
      return Optional.of(
          new Input.PeerRefused(
              sent.step(), message.destination(), new Reason(reason.code(), reason.detail())));
    }
    int step = sent.step() < 0 ? Entry.WHOLE : sent.step();
    return Optional.of(new Input.MessageUndeliverable(step, kind.get()));
  }

  private static Optional<MessageKind> kind(Conversations.Sent sent) {
    for (MessageType type : MessageType.values()) {
      if (type.wire().equals(sent.type())) {
        return kind(type, sent.attempt());
      }
    }
    return Optional.empty();
  }

  private static Optional<MessageKind> kind(MessageType type, int attempt) {
    return switch (type) {
      case EXECUTE -> Optional.of(attempt == 0 ? MessageKind.Execution : MessageKind.Compensation);
      case STEP_REQUEST -> Optional.of(MessageKind.StepRequest);
      case STEP_OUTCOME -> Optional.of(MessageKind.StepOutcome);
      case EVIDENCE_REQUEST -> Optional.of(MessageKind.EvidenceRequest);
      case COMPENSATION_REQUEST -> Optional.of(MessageKind.CompensationRequest);
      case REFUSAL -> Optional.of(MessageKind.Refusal);
      case STATUS -> Optional.of(MessageKind.Notification);
      case CALL, FORWARD, OUTCOME, EVIDENCE, COMPENSATION_OUTCOME -> Optional.empty();
    };
  }
}
