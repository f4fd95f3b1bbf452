package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.stream.Stream;

/** After the end: nothing is done any more, but no late truth is swallowed. */
final class EndedCases {
  private EndedCases() {}

  static Stream<Case> all() {
    return Stream.of(
            ended(Settled.class, ChainStatus.Settled, ChainStatus.Resolved),
            ended(Compensated.class, ChainStatus.Compensated, ChainStatus.Settled),
            ended(Resolved.class, ChainStatus.Resolved, ChainStatus.Compensated),
            rejected_())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> ended(
      Class<? extends TransactionState> here, ChainStatus status, ChainStatus other) {
    Case.Situation known =
        Case.given("outcome known", after(SettlingCases.INITIATOR_STATE, status(status)));
    Case.Situation peer = Case.given("peer", after(SettlingCases.PEER_STATE, status(status)));
    Case.Situation unknown =
        Case.given("outcome unknown", after(call(), opened(A), status(status)));
    Case.Situation unasked = Case.given("peer, never asked", after(opened(B), status(status)));
    Stream<Case> active =
        Stream.of(
            known.on(call(), here),
            peer.on(request(), here, "outcome 1 to a"),
            unasked.on(request(), here, "refuse 1 to a: transaction-not-open"),
            known.on(reported(1, Entry.Accepted, D1), here),
            known.on(status(other), here, "alarm Contradiction 255"),
            known.on(executed(0, FAILED), here, "alarm Contradiction 0"),
            unknown.on(executed(0, OK0), here, "alarm Contradiction 0"),
            unknown.on(executionRefused(0), here, "alarm Contradiction 0"),
            known.on(evidenceRequested(0, B), here, "outcome 0 to b"),
            known.on(undone(0, 1), here, "alarm Contradiction 0"));
    return Stream.concat(
        active,
        known.ignores(
            opened(A),
            status(ChainStatus.Compensating),
            executed(0, OK0),
            rejected(1, Entry.Accepted, Rejection.WrongStatus),
            outcome(1, B, OK1),
            judged(1, D1, Verdict.Disputed),
            peerRefused(1, B),
            undeliverable(0, MessageKind.Execution),
            nudged(),
            time(500),
            undoRefused(0, 1, true),
            undoOrdered(0),
            resolved(),
            journalRestored(),
            restarted()));
  }

  private static Stream<Case> rejected_() {
    Case.Situation initiator = Case.given("initiator", after(call(), time(101)));
    Case.Situation peer = Case.given("peer", after(request(), time(101)));
    return Stream.concat(
        Stream.of(
            initiator.on(call(), Rejected.class),
            peer.on(request(), Rejected.class, "refuse 1 to a: transaction-not-open"),
            peer.on(opened(B), Executing.class),
            initiator.on(opened(A), Executing.class, "report 255 Aborted " + StepResult.NO_DIGEST),
            initiator.on(new Input.RecordOpened(strangers(A), false, 15), Rejected.class)),
        initiator.ignores(
            reported(0, Entry.Succeeded, D0),
            status(ChainStatus.Settled),
            rejected(Entry.WHOLE, Entry.Opened, Rejection.DeadlineOutOfRange),
            executed(0, OK0),
            executionRefused(0),
            outcome(1, B, OK1),
            evidenceRequested(0, B),
            judged(1, D1, Verdict.Accepted),
            peerRefused(1, B),
            undeliverable(1, MessageKind.StepRequest),
            nudged(),
            time(500),
            undone(0, 1),
            undoRefused(0, 1, true),
            undoOrdered(0),
            resolved(),
            journalRestored(),
            restarted()));
  }
}
