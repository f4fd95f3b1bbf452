package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.stream.Stream;

/** All own work done, the record open. */
final class SettlingCases {
  static final TransactionState INITIATOR_STATE =
      after(
          call(),
          opened(A),
          executed(0, OK0),
          outcome(1, B, OK1),
          judged(1, D1, Verdict.Accepted),
          reported(1, Entry.Succeeded, D1));
  static final TransactionState PEER_STATE =
      after(
          opened(B),
          request(),
          judged(0, D0, Verdict.Accepted),
          executed(1, OK1),
          reported(0, Entry.Succeeded, D0));

  private static final String NONE = StepResult.NO_DIGEST;
  private static final Case.Situation INITIATOR = Case.given("initiator", INITIATOR_STATE);
  private static final Case.Situation PEER = Case.given("peer", PEER_STATE);

  private SettlingCases() {}

  static Stream<Case> all() {
    return Stream.of(work(), chain(), ignored()).flatMap(cases -> cases);
  }

  private static Stream<Case> work() {
    return Stream.of(
        INITIATOR.on(call(), Settling.class),
        PEER.on(request(), Settling.class, "outcome 1 to a"),
        PEER.on(evidenceRequested(1, A), Settling.class, "outcome 1 to a"),
        INITIATOR.on(executed(0, OK0), Settling.class),
        INITIATOR.on(executed(0, FAILED), Settling.class, "alarm Contradiction 0"),
        INITIATOR.on(undone(0, 1), Settling.class, "alarm Contradiction 0"),
        INITIATOR.on(undeliverable(0, MessageKind.StepOutcome), Settling.class),
        INITIATOR.on(
            restarted(), Settling.class, "report 0 Succeeded 0xd0", "report 1 Accepted 0xd1"));
  }

  private static Stream<Case> chain() {
    return Stream.of(
        INITIATOR.on(reported(0, Entry.Succeeded, D0), Settling.class),
        INITIATOR.on(reported(1, Entry.Accepted, D1), Settling.class),
        INITIATOR.on(
            rejected(1, Entry.Accepted, Rejection.NotTheVerifier),
            Settling.class,
            "alarm EntryRefused 1"),
        INITIATOR.on(time(50), Settling.class),
        INITIATOR.on(time(101), Settling.class, "report 255 Aborted " + NONE),
        INITIATOR.on(status(ChainStatus.Settled), Settled.class),
        // Of two statuses that the record passed in one entry the last is enough.
        INITIATOR.on(status(ChainStatus.Compensated), Compensated.class),
        INITIATOR.on(status(ChainStatus.Compensating), Compensating.class, "nudge b"),
        Case.given("own report seen", after(PEER_STATE, reported(1, Entry.Succeeded, D1)))
            .on(status(ChainStatus.Compensating), Compensating.class, "undo 1 attempt 1"),
        PEER.on(status(ChainStatus.Escalated), Escalated.class, "alarm Escalated 255"));
  }

  private static Stream<Case> ignored() {
    return INITIATOR.ignores(
        opened(A),
        status(ChainStatus.Open),
        executionRefused(0),
        outcome(1, B, OK1),
        judged(1, D1, Verdict.Disputed),
        peerRefused(1, B),
        nudged(),
        undoRefused(0, 1, true),
        undoOrdered(0),
        resolved());
  }
}
