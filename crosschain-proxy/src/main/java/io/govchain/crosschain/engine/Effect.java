package io.govchain.crosschain.engine;

/**
 * Something to be done, in the imperative. Stored durably together with the state that asks for it,
 * before it is done. Every effect may be asked for more than once and must then be harmless.
 */
public sealed interface Effect {

  /** An entry for the record on the governance chain; waits in the record queue. */
  sealed interface LedgerEffect extends Effect {
    int step();

    Entry entry();

    String digest();
  }

  /** A message to the own subchain proxy or to a peer; waits in the outbox. */
  sealed interface MessageEffect extends Effect {
    /** The step concerned, {@link Entry#WHOLE} if none. */
    int step();

    MessageKind kind();
  }

  /** Work inside this process; its input comes back when it is done. */
  sealed interface LocalEffect extends Effect {
    int step();
  }

  /** Open the record. */
  record RecordOpening(Plan plan) implements LedgerEffect {
    @Override
    public int step() {
      return Entry.WHOLE;
    }

    @Override
    public Entry entry() {
      return Entry.Opened;
    }

    @Override
    public String digest() {
      return StepResult.NO_DIGEST;
    }
  }

  /** Report to the record. */
  record RecordReport(int step, Entry entry, String digest) implements LedgerEffect {}

  /**
   * Have the own subchain proxy execute the step. Same transaction and step: same execution, and
   * the answer is what became of it. One that reaches the subchain proxy for the first time after
   * the deadline must be answered with not-executed.
   */
  record ExecuteStep(int step) implements MessageEffect {
    @Override
    public MessageKind kind() {
      return MessageKind.Execution;
    }
  }

  /** Have the own subchain proxy undo the step. Same attempt: same execution. */
  record CompensateStep(int step, int attempt) implements MessageEffect {
    @Override
    public MessageKind kind() {
      return MessageKind.Compensation;
    }
  }

  /** Ask a peer for its step, with the evidence of all earlier steps. */
  record SendStepRequest(int step, String to) implements MessageEffect {
    @Override
    public MessageKind kind() {
      return MessageKind.StepRequest;
    }
  }

  /** Tell a peer what became of an own step, with the evidence. */
  record SendStepOutcome(int step, String to) implements MessageEffect {
    @Override
    public MessageKind kind() {
      return MessageKind.StepOutcome;
    }
  }

  /** Ask a step's party for the evidence that it put on the record. */
  record SendEvidenceRequest(int step, String to) implements MessageEffect {
    @Override
    public MessageKind kind() {
      return MessageKind.EvidenceRequest;
    }
  }

  /** Point out to a peer that compensation is waiting for it. */
  record SendCompensationRequest(String to, Reason reason) implements MessageEffect {
    @Override
    public int step() {
      return Entry.WHOLE;
    }

    @Override
    public MessageKind kind() {
      return MessageKind.CompensationRequest;
    }
  }

  /** Refuse what a peer asked for. */
  record SendRefusal(int step, String to, Reason reason) implements MessageEffect {
    @Override
    public MessageKind kind() {
      return MessageKind.Refusal;
    }
  }

  /** Tell the own subchain proxy, for its application, how the transaction stands. */
  record NotifyApplication(TransactionView view) implements MessageEffect {
    @Override
    public int step() {
      return Entry.WHOLE;
    }

    @Override
    public MessageKind kind() {
      return MessageKind.Notification;
    }
  }

  /**
   * Examine the stored evidence with this digest by the registered rule; takes as long as it takes,
   * and {@code EvidenceJudged} follows.
   */
  record JudgeEvidence(int step, String digest) implements LocalEffect {}

  /** Call people. */
  record RaiseAlarm(Alarm alarm) implements LocalEffect {
    @Override
    public int step() {
      return alarm.step();
    }
  }
}
