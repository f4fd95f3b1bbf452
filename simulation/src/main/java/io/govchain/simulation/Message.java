package io.govchain.simulation;

import io.govchain.crosschain.engine.Claim;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.MessageKind;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionView;
import java.util.List;

/** What is said in a letter, as far as the engine's decisions depend on it. */
sealed interface Message {
  /** What the engine calls it; answers of the subchain proxy are not the engine's. */
  MessageKind kind();

  default int step() {
    return Entry.WHOLE;
  }

  /**
   * To the own subchain proxy: execute a step, or undo it.
   *
   * @param attempt 0 to execute
   */
  record Order(int step, int attempt) implements Message {
    boolean undo() {
      return attempt > 0;
    }

    @Override
    public MessageKind kind() {
      return undo() ? MessageKind.Compensation : MessageKind.Execution;
    }
  }

  /**
   * From the own subchain proxy: what became of an order.
   *
   * @param order the letter that is answered
   */
  record Answer(long order, int step, boolean undo, StepResult result) implements Message {
    @Override
    public MessageKind kind() {
      return MessageKind.Notification;
    }
  }

  /** A peer's step is asked for. */
  record Request(int step, List<Claim> earlier) implements Message {
    public Request {
      earlier = List.copyOf(earlier);
    }

    @Override
    public MessageKind kind() {
      return MessageKind.StepRequest;
    }
  }

  /**
   * What became of a step.
   *
   * @param withEvidence whether its evidence is enclosed
   */
  record Told(int step, StepResult result, boolean withEvidence) implements Message {
    @Override
    public MessageKind kind() {
      return MessageKind.StepOutcome;
    }
  }

  /** Evidence of a step is asked for. */
  record EvidenceWanted(int step) implements Message {
    @Override
    public MessageKind kind() {
      return MessageKind.EvidenceRequest;
    }
  }

  /** Compensation waits for the receiver. */
  record Nudge() implements Message {
    @Override
    public MessageKind kind() {
      return MessageKind.CompensationRequest;
    }
  }

  /** A request is refused. */
  record Refused(int step, Reason reason) implements Message {
    @Override
    public MessageKind kind() {
      return MessageKind.Refusal;
    }
  }

  /** How the transaction stands, for the application. */
  record Shown(TransactionView view) implements Message {
    @Override
    public MessageKind kind() {
      return MessageKind.Notification;
    }
  }
}
