package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.List;
import java.util.stream.Stream;

/** Before the record is seen on the chain. */
final class OpeningCases {
  private static final String NONE = StepResult.NO_DIGEST;
  private static final Case.Situation UNSEEN = Case.given("nothing known", Engine.initial());
  private static final Case.Situation INITIATOR = Case.given("initiator", after(call()));
  private static final Case.Situation ASKED = Case.given("asked for a step", after(request()));
  private static final Case.Situation ASKED_FIRST =
      Case.given("asked for the first step", after(requestBackwards()));

  private OpeningCases() {}

  static Stream<Case> all() {
    return Stream.of(unseen(), ignoredUnseen(), initiator(), asked(), ignored())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> unseen() {
    Input unshown = new Input.StepRequested(plan(B), 1, A, List.of(), 20);
    return Stream.of(
        UNSEEN.on(call(), Opening.class, "open"),
        UNSEEN.on(new Input.CallForwarded(plan(A), DEADLINE), Rejected.class),
        UNSEEN.on(request(), Opening.class, "judge 0 0xd0"),
        UNSEEN.on(
            unshown, Opening.class /* asks for the evidence once its report is on the record */),
        Case.given("asked without evidence, open", after(unshown, opened(B)))
            .on(reported(0, Entry.Succeeded, D0), Executing.class, "evidence 0 of a"),
        UNSEEN.on(
            new Input.StepRequested(plan(B), 1, "mallory", List.of(), 20),
            Unseen.class,
            "refuse 1 to mallory: not-the-initiator"),
        UNSEEN.on(
            new Input.StepRequested(plan(B), 0, A, List.of(), 20),
            Unseen.class,
            "refuse 0 to a: step-not-ours"),
        UNSEEN.on(opened(B), Executing.class),
        UNSEEN.on(opened(A), Executing.class, "report 255 Aborted " + NONE),
        UNSEEN.on(new Input.RecordOpened(plan(A), true, 15), Executing.class));
  }

  private static Stream<Case> ignoredUnseen() {
    return UNSEEN.ignores(
        reported(0, Entry.Succeeded, D0),
        status(ChainStatus.Compensating),
        rejected(0, Entry.Succeeded, Rejection.UnknownTransaction),
        executed(0, OK0),
        executionRefused(0),
        outcome(0, A, OK0),
        evidenceRequested(0, B),
        judged(0, D0, Verdict.Accepted),
        peerRefused(1, B),
        undeliverable(1, MessageKind.StepRequest),
        nudged(),
        time(50),
        undone(0, 1),
        undoRefused(0, 1, true),
        undoOrdered(0),
        resolved(),
        journalRestored(),
        restarted());
  }

  private static Stream<Case> initiator() {
    Plan other = backwards(A);
    return Stream.of(
        INITIATOR.on(call(), Opening.class),
        INITIATOR.on(opened(A), Executing.class, "execute 0"),
        INITIATOR.on(
            new Input.RecordOpened(plan(A, 90), false, 95),
            Executing.class /* too late to start */),
        INITIATOR.on(
            new Input.RecordOpened(other, false, 15),
            Executing.class,
            "alarm RecordMismatch 255",
            "report 255 Aborted " + NONE),
        INITIATOR.on(
            new Input.RecordOpened(strangers(A), false, 15),
            Rejected.class,
            "alarm RecordMismatch 255"),
        INITIATOR.on(new Input.RecordOpened(plan(A), true, 15), Executing.class),
        INITIATOR.on(
            rejected(Entry.WHOLE, Entry.Opened, Rejection.PipelineUnusable), Rejected.class),
        INITIATOR.on(rejected(Entry.WHOLE, Entry.Opened, Rejection.LimitReached), Rejected.class),
        INITIATOR.on(
            rejected(Entry.WHOLE, Entry.Opened, Rejection.InstitutionRestricted), Rejected.class),
        INITIATOR.on(time(50), Opening.class),
        INITIATOR.on(time(101), Rejected.class),
        INITIATOR.on(restarted(), Opening.class, "open"));
  }

  private static Stream<Case> asked() {
    Plan other = backwards(B);
    return Stream.of(
        ASKED.on(request(), Opening.class),
        ASKED.on(opened(B), Executing.class),
        Case.given("evidence accepted", after(request(), judged(0, D0, Verdict.Accepted)))
            .on(opened(B), Executing.class, "execute 1"),
        ASKED.on(
            new Input.RecordOpened(other, false, 15),
            Executing.class,
            "alarm RecordMismatch 255",
            "refuse 1 to a: record-mismatch"),
        ASKED.on(
            new Input.RecordOpened(strangers(B), false, 15),
            Rejected.class,
            "alarm RecordMismatch 255",
            "refuse 1 to a: record-mismatch"),
        ASKED.on(new Input.RecordOpened(plan(B), true, 15), Executing.class),
        ASKED.on(judged(0, D0, Verdict.Accepted), Opening.class),
        ASKED.on(time(101), Rejected.class),
        ASKED.on(restarted(), Opening.class, "judge 0 0xd0"),
        ASKED_FIRST.on(outcome(1, A, OK1), Opening.class, "judge 1 0xd1"));
  }

  private static Stream<Case> ignored() {
    return INITIATOR.ignores(
        reported(0, Entry.Succeeded, D0),
        status(ChainStatus.Compensating),
        rejected(Entry.WHOLE, Entry.Opened, Rejection.AlreadyOpen),
        executed(0, OK0),
        executionRefused(0),
        outcome(1, "mallory", OK1),
        evidenceRequested(0, B),
        judged(1, D1, Verdict.Accepted),
        peerRefused(1, B),
        undeliverable(1, MessageKind.StepRequest),
        nudged(),
        undone(0, 1),
        undoRefused(0, 1, true),
        undoOrdered(0),
        resolved());
  }

  private static Input requestBackwards() {
    return new Input.StepRequested(backwards(B), 0, A, List.of(), 20);
  }
}
