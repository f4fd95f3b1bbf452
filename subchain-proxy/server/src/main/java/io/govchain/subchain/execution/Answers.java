package io.govchain.subchain.execution;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.subchain.journal.ExecutionKey;
import io.govchain.subchain.journal.Executions;
import io.govchain.subchain.journal.StoredExecution;
import io.govchain.subchain.partner.PartnerOutbox;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;

/** Answers orders, within the caller's write. */
public final class Answers {

  /** A late truth still counts, so an answer is delivered for this long. */
  private static final long VALID_SECONDS = 30L * 24 * 3600;

  private final PartnerOutbox outbox;

  /** Answers through this outbox. */
  public Answers(PartnerOutbox outbox) {
    this.outbox = outbox;
  }

  /** Keeps the outcome of an execution together with the message that tells it. */
  void finish(Handle handle, ExecutionKey key, MessageData.Outcome outcome, long now) {
    StoredExecution execution = Executions.find(handle, key).orElseThrow();
    Envelope answer = send(handle, execution, outcome, now);
    Executions.finish(handle, key, answer.json());
  }

  /** Tells a known outcome once more, in answer to another request for the same. */
  public void repeat(Handle handle, StoredExecution execution, long now) {
    send(handle, execution, outcome(execution), now);
  }

  /** What a finished execution was answered with. */
  public static MessageData.Outcome outcome(StoredExecution finished) {
    return outcome(finished.outcome().orElseThrow());
  }

  static MessageData.Outcome outcome(String answer) {
    return (MessageData.Outcome) message(answer).data();
  }

  static Message message(String envelope) {
    return Envelope.parse(envelope.getBytes(StandardCharsets.UTF_8)).claimed();
  }

  private Envelope send(
      Handle handle, StoredExecution execution, MessageData.Outcome outcome, long now) {
    Message request = message(execution.request());
    MessageDraft draft =
        MessageDraft.to(request.from())
            .transaction(execution.key().transaction())
            .pipeline(request.pipeline(), request.constraint())
            .step(execution.key().step())
            .valid(now, now + VALID_SECONDS)
            .inReplyTo(execution.requestDigest());
    return outbox.send(handle, draft, outcome);
  }
}
