package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.List;
import java.util.stream.Stream;

/** While the record is open. */
final class ExecutingCases {
  private static final String NONE = StepResult.NO_DIGEST;
  private static final Case.Situation RUNNING =
      Case.given("own step running", after(call(), opened(A)));
  private static final Case.Situation WAITING =
      Case.given("peer asked", after(call(), opened(A), executed(0, OK0)));
  private static final Case.Situation JUDGING =
      Case.given("evidence here", after(WAITING.state(), outcome(1, B, OK1)));
  private static final Case.Situation ACCEPTED =
      Case.given("evidence accepted", after(JUDGING.state(), judged(1, D1, Verdict.Accepted)));
  private static final Case.Situation UNASKED = Case.given("not asked yet", after(opened(B)));
  private static final Case.Situation QUEUED = Case.given("asked", after(opened(B), request()));
  private static final Case.Situation STARTED =
      Case.given("asked, running", after(QUEUED.state(), judged(0, D0, Verdict.Accepted)));
  private static final Case.Situation ANSWERED =
      Case.given("asked, executed", after(STARTED.state(), executed(1, OK1)));

  private ExecutingCases() {}

  static Stream<Case> all() {
    return Stream.of(
            ownStep(),
            peersStep(),
            request_(),
            verdicts(),
            chain(),
            unasked(),
            ends(),
            restarts(),
            ignored())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> ownStep() {
    return Stream.of(
        RUNNING.on(executed(0, OK0), Executing.class, "report 0 Succeeded 0xd0", "request 1 of b"),
        Case.given("a read's value is to be told", readRunning())
            .on(
                executed(0, OK0),
                Executing.class,
                "report 0 Succeeded 0xd0",
                "outcome 0 to b",
                "request 1 of b"),
        Case.given("too late for the next step", after(RUNNING.state(), time(DEADLINE)))
            .on(executed(0, OK0), Executing.class, "report 0 Succeeded 0xd0", "outcome 0 to b"),
        RUNNING.on(executed(0, FAILED), Executing.class, "report 0 Failed 0xdf", "outcome 0 to b"),
        RUNNING.on(
            executionRefused(0), Executing.class, "report 0 NotExecuted " + NONE, "outcome 0 to b"),
        RUNNING.on(executed(1, OK1), Executing.class),
        WAITING.on(executed(0, OK0), Executing.class),
        WAITING.on(executed(0, FAILED), Executing.class, "alarm Contradiction 0"),
        WAITING.on(evidenceRequested(0, B), Executing.class, "outcome 0 to b"),
        WAITING.on(evidenceRequested(0, "mallory"), Executing.class),
        RUNNING.on(evidenceRequested(0, B), Executing.class),
        RUNNING.on(undone(0, 1), Executing.class, "alarm Contradiction 0"),
        STARTED.on(executed(1, OK1), Executing.class, "report 1 Succeeded 0xd1", "outcome 1 to a"));
  }

  private static TransactionState readRunning() {
    return after(
        new Input.CallForwarded(readFirst(A), 10), new Input.RecordOpened(readFirst(A), false, 15));
  }

  private static Stream<Case> peersStep() {
    return Stream.of(
        WAITING.on(outcome(1, B, OK1), Executing.class, "judge 1 0xd1"),
        WAITING.on(outcome(1, B, UNPROVED), Executing.class),
        Case.given("unproved", after(WAITING.state(), outcome(1, B, UNPROVED)))
            .on(reported(1, Entry.Succeeded, D1), Executing.class, "report 1 Disputed 0xd1"),
        Case.given("reported", after(WAITING.state(), reported(1, Entry.Succeeded, D1)))
            .on(outcome(1, B, UNPROVED), Executing.class, "report 1 Disputed 0xd1"),
        Case.given(
                "proved",
                after(WAITING.state(), outcome(1, B, OK1), judged(1, D1, Verdict.Accepted)))
            .on(outcome(1, B, UNPROVED), Executing.class),
        WAITING.on(outcome(1, B, FAILED), Executing.class),
        WAITING.on(outcome(1, B, StepResult.PENDING), Executing.class),
        WAITING.on(outcome(1, "mallory", OK1), Executing.class),
        WAITING.on(outcome(0, B, OK0), Executing.class),
        JUDGING.on(outcome(1, B, OK1), Executing.class),
        JUDGING.on(judged(1, D1, Verdict.Accepted), Executing.class),
        JUDGING.on(judged(1, "0xother", Verdict.Accepted), Executing.class),
        WAITING.on(peerRefused(1, B), Executing.class, "report 255 Aborted " + NONE),
        WAITING.on(peerRefused(1, "mallory"), Executing.class),
        JUDGING.on(peerRefused(1, B), Executing.class),
        UNASKED.on(peerRefused(0, A), Executing.class),
        WAITING.on(
            undeliverable(1, MessageKind.StepRequest),
            Executing.class,
            "report 255 Aborted " + NONE),
        WAITING.on(undeliverable(0, MessageKind.StepOutcome), Executing.class),
        RUNNING.on(
            undeliverable(0, MessageKind.Execution), Executing.class, "alarm OutcomeUnknown 0"));
  }

  private static Stream<Case> request_() {
    return Stream.of(
        UNASKED.on(request(), Executing.class, "judge 0 0xd0"),
        UNASKED.on(
            new Input.StepRequested(backwards(B), 0, A, List.of(), 20),
            Executing.class,
            "refuse 0 to a: plan-mismatch"),
        UNASKED.on(
            new Input.StepRequested(plan(B), 1, A, List.of(new Claim(0, D0)), DEADLINE),
            Executing.class,
            "refuse 1 to a: deadline-passed"),
        QUEUED.on(request(), Executing.class),
        STARTED.on(request(), Executing.class),
        ANSWERED.on(request(), Executing.class, "outcome 1 to a"),
        RUNNING.on(
            new Input.StepRequested(plan(A), 0, B, List.of(), 20),
            Executing.class,
            "refuse 0 to b: not-the-initiator"),
        QUEUED.on(judged(0, D0, Verdict.Accepted), Executing.class, "execute 1"),
        QUEUED.on(
            judged(0, D0, Verdict.Disputed),
            Executing.class,
            "report 1 NotExecuted " + NONE,
            "outcome 1 to a"),
        Case.given("asked, deadline passed", after(QUEUED.state(), time(DEADLINE)))
            .on(judged(0, D0, Verdict.Accepted), Executing.class));
  }

  private static Stream<Case> verdicts() {
    return Stream.of(
        WAITING.on(reported(1, Entry.Succeeded, D1), Executing.class, "evidence 1 of b"),
        JUDGING.on(reported(1, Entry.Succeeded, D1), Executing.class),
        ACCEPTED.on(reported(1, Entry.Succeeded, D1), Settling.class, "report 1 Accepted 0xd1"),
        ACCEPTED.on(
            reported(1, Entry.Succeeded, "0xother"), Executing.class, "report 1 Disputed 0xother"),
        Case.given("report seen", after(JUDGING.state(), reported(1, Entry.Succeeded, D1)))
            .on(judged(1, D1, Verdict.Disputed), Executing.class, "report 1 Disputed 0xd1"),
        Case.given("report seen", after(JUDGING.state(), reported(1, Entry.Succeeded, D1)))
            .on(judged(1, D1, Verdict.Accepted), Settling.class, "report 1 Accepted 0xd1"),
        Case.given("own step last", lastStepRunning())
            .on(executed(1, OK1), Settling.class, "report 1 Succeeded 0xd1", "outcome 1 to b"),
        Case.given("report seen first", after(WAITING.state(), reported(1, Entry.Succeeded, D1)))
            .on(outcome(1, B, StepResult.succeeded("0xother", "")), Executing.class),
        Case.given("report seen first", after(WAITING.state(), reported(1, Entry.Succeeded, D1)))
            .on(outcome(1, B, OK1), Executing.class, "judge 1 0xd1"),
        ANSWERED.on(reported(0, Entry.Succeeded, D0), Settling.class, "report 0 Accepted 0xd0"));
  }

  private static TransactionState lastStepRunning() {
    return after(
        new Input.CallForwarded(backwards(A), 10),
        new Input.RecordOpened(backwards(A), false, 15),
        outcome(0, B, OK0),
        judged(0, D0, Verdict.Accepted),
        reported(0, Entry.Succeeded, D0));
  }

  private static Stream<Case> chain() {
    return Stream.of(
        RUNNING.on(call(), Executing.class),
        RUNNING.on(
            rejected(0, Entry.Succeeded, Rejection.NotResponsible),
            Executing.class,
            "alarm EntryRefused 0"),
        RUNNING.on(rejected(0, Entry.Succeeded, Rejection.AlreadyReported), Executing.class),
        Case.given("given up early", after(WAITING.state(), peerRefused(1, B)))
            .on(rejected(255, Entry.Aborted, Rejection.TooEarly), Executing.class),
        RUNNING.on(time(50), Executing.class),
        RUNNING.on(time(101), Executing.class, "report 255 Aborted " + NONE),
        UNASKED.on(time(110), Executing.class),
        UNASKED.on(time(111), Executing.class, "report 255 Aborted " + NONE));
  }

  /** Of steps that nobody asked for when their deadline and all patience are over. */
  private static Stream<Case> unasked() {
    TransactionState first = after(new Input.RecordOpened(backwards(B), false, 15));
    TransactionState afterRead =
        after(new Input.RecordOpened(readFirst(B), false, 15), reported(0, Entry.Succeeded, D0));
    TransactionState asked =
        after(first, new Input.StepRequested(backwards(B), 0, A, List.of(), 20));
    Case.Situation signedOff = Case.given("never asked, signed off", after(first, time(111)));
    return Stream.of(
        Case.given("never asked, first", first).on(time(110), Executing.class),
        Case.given("never asked, first", first)
            .on(time(111), Executing.class, "report 0 NotExecuted " + NONE),
        Case.given("never asked, after a read", afterRead)
            .on(time(111), Executing.class, "report 1 NotExecuted " + NONE),
        Case.given(
                "never asked, another's effect", after(opened(B), reported(0, Entry.Succeeded, D0)))
            .on(time(111), Executing.class, "report 255 Aborted " + NONE),
        Case.given("asked in time", asked)
            .on(time(111), Executing.class, "report 255 Aborted " + NONE),
        Case.given("asked in a former life", after(new Input.RecordOpened(backwards(B), true, 15)))
            .on(time(111), Executing.class, "report 255 Aborted " + NONE),
        signedOff.on(time(200), Executing.class),
        signedOff.on(restarted(), Executing.class, "report 0 NotExecuted " + NONE),
        signedOff.on(
            new Input.StepRequested(backwards(B), 0, A, List.of(), 120),
            Executing.class,
            "outcome 0 to a"),
        signedOff.on(status(ChainStatus.Compensating), Compensating.class),
        signedOff.on(status(ChainStatus.Compensated), Compensated.class));
  }

  private static Stream<Case> ends() {
    return Stream.of(
        RUNNING.on(status(ChainStatus.Compensating), Compensating.class, "nudge b"),
        UNASKED.on(
            status(ChainStatus.Compensating), Compensating.class, "report 1 NotExecuted " + NONE),
        QUEUED.on(
            status(ChainStatus.Compensating), Compensating.class, "report 1 NotExecuted " + NONE),
        STARTED.on(status(ChainStatus.Compensating), Compensating.class),
        RUNNING.on(
            status(ChainStatus.Escalated), Escalated.class, "alarm Escalated 255", "nudge b"),
        ACCEPTED.on(status(ChainStatus.Settled), Settled.class),
        RUNNING.on(status(ChainStatus.Compensated), Compensated.class),
        RUNNING.on(status(ChainStatus.Resolved), Resolved.class));
  }

  private static Stream<Case> restarts() {
    TransactionState reportSeen = after(WAITING.state(), reported(1, Entry.Succeeded, D1));
    TransactionState verdictGiven =
        after(ACCEPTED.state(), reported(1, Entry.Succeeded, "0xother"));
    return Stream.of(
        RUNNING.on(restarted(), Executing.class, "execute 0"),
        WAITING.on(restarted(), Executing.class, "report 0 Succeeded 0xd0", "request 1 of b"),
        JUDGING.on(restarted(), Executing.class, "report 0 Succeeded 0xd0", "judge 1 0xd1"),
        Case.given("evidence asked for", reportSeen)
            .on(
                restarted(),
                Executing.class,
                "report 0 Succeeded 0xd0",
                "request 1 of b",
                "evidence 1 of b"),
        Case.given("verdict given", verdictGiven)
            .on(
                restarted(),
                Executing.class,
                "report 0 Succeeded 0xd0",
                "report 1 Disputed 0xother"),
        Case.given("given up", after(RUNNING.state(), time(101)))
            .on(restarted(), Executing.class, "execute 0", "report 255 Aborted " + NONE));
  }

  private static Stream<Case> ignored() {
    return RUNNING.ignores(
        opened(A),
        status(ChainStatus.Open),
        nudged(),
        undoRefused(0, 1, true),
        undoOrdered(0),
        resolved());
  }
}
