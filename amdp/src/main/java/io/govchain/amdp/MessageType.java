package io.govchain.amdp;

/**
 * The types of messages, and which members of a message each of them has. {@link MessageData} holds
 * the data of each.
 */
public enum MessageType implements WireName {
  /** Application to subchain proxy: run this plan. */
  CALL("call", Presence.ABSENT, Presence.ABSENT, Presence.ABSENT),
  /** Subchain proxy to its cross-chain proxy: a call that it checked. */
  FORWARD("forward", Presence.REQUIRED, Presence.ABSENT, Presence.ABSENT),
  /** Cross-chain proxy to its subchain proxy: do or undo a step. */
  EXECUTE("execute", Presence.REQUIRED, Presence.REQUIRED, Presence.ABSENT),
  /** Subchain proxy to its cross-chain proxy: what became of it. */
  OUTCOME("outcome", Presence.REQUIRED, Presence.REQUIRED, Presence.REQUIRED),
  /** Cross-chain proxy to its peer: run your step. */
  STEP_REQUEST("step-request", Presence.REQUIRED, Presence.REQUIRED, Presence.ABSENT),
  /** Cross-chain proxy to the verifier of a step: what became of it, with the evidence. */
  STEP_OUTCOME("step-outcome", Presence.REQUIRED, Presence.REQUIRED, Presence.OPTIONAL),
  /** Show the evidence of a step. */
  EVIDENCE_REQUEST("evidence-request", Presence.REQUIRED, Presence.REQUIRED, Presence.ABSENT),
  /** The evidence of a step. */
  EVIDENCE("evidence", Presence.REQUIRED, Presence.REQUIRED, Presence.REQUIRED),
  /** A nudge: look at the record, this transaction is compensating. */
  COMPENSATION_REQUEST("compensation-request", Presence.REQUIRED, Presence.ABSENT, Presence.ABSENT),
  /** How a step was undone. */
  COMPENSATION_OUTCOME(
      "compensation-outcome", Presence.REQUIRED, Presence.REQUIRED, Presence.OPTIONAL),
  /** A sound message that will not be acted on, and why. */
  REFUSAL("refusal", Presence.REQUIRED, Presence.OPTIONAL, Presence.REQUIRED),
  /** Cross-chain proxy to its subchain proxy: how the transaction stands. */
  STATUS("status", Presence.REQUIRED, Presence.ABSENT, Presence.OPTIONAL);

  /** Whether a member is there. */
  enum Presence {
    REQUIRED,
    OPTIONAL,
    ABSENT;

    void check(String where, String type, boolean present) {
      if (this == REQUIRED && !present) {
        throw Shape.malformed(where, "a value in a message of type " + type, "none");
      }
      if (this == ABSENT && present) {
        throw Shape.malformed(where, "no value in a message of type " + type, "one");
      }
    }
  }

  private final String wire;
  private final Presence transaction;
  private final Presence step;
  private final Presence inReplyTo;

  MessageType(String wire, Presence transaction, Presence step, Presence inReplyTo) {
    this.wire = wire;
    this.transaction = transaction;
    this.step = step;
    this.inReplyTo = inReplyTo;
  }

  @Override
  public String wire() {
    return wire;
  }

  void checkMembers(boolean hasTransaction, boolean hasStep, boolean hasInReplyTo) {
    transaction.check("payload.transaction", wire, hasTransaction);
    step.check("payload.step", wire, hasStep);
    inReplyTo.check("payload.inReplyTo", wire, hasInReplyTo);
  }
}
