package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.stream.Stream;

/** Signing off and undoing, in Compensating and in Escalated: the same work in both. */
final class WindingDownCases {
  private static final String NONE = StepResult.NO_DIGEST;
  private final Class<? extends TransactionState> here;
  private final ChainStatus chain;

  private WindingDownCases(Class<? extends TransactionState> here, ChainStatus chain) {
    this.here = here;
    this.chain = chain;
  }

  static Stream<Case> all() {
    WindingDownCases compensating =
        new WindingDownCases(Compensating.class, ChainStatus.Compensating);
    WindingDownCases escalated = new WindingDownCases(Escalated.class, ChainStatus.Escalated);
    return Stream.of(
            compensating.work(),
            compensating.undoing(),
            compensating.messages(),
            compensating.ends(),
            escalated.work(),
            escalated.undoing(),
            escalated.messages(),
            escalated.ends(),
            onlyCompensating(),
            onlyEscalated())
        .flatMap(cases -> cases);
  }

  private Case.Situation unknown() {
    return Case.given("outcome unknown", after(call(), opened(A), status(chain)));
  }

  private Case.Situation waiting() {
    return Case.given(
        "waits for its turn",
        after(
            call(), opened(A), executed(0, OK0), reported(0, Entry.Succeeded, D0), status(chain)));
  }

  private Case.Situation undoing_() {
    return Case.given("undoing", after(waiting().state(), reported(1, Entry.NotExecuted, NONE)));
  }

  private Case.Situation backingOff() {
    return Case.given("backing off", after(undoing_().state(), undoRefused(0, 1, false)));
  }

  private Case.Situation gaveUp() {
    return Case.given("gave up", after(undoing_().state(), undoRefused(0, 1, true)));
  }

  private Case.Situation done() {
    return Case.given("undone", after(undoing_().state(), undone(0, 1)));
  }

  /** The step after it turned out to have succeeded when this one was undone already. */
  private static Case.Situation overtaken(Case.Situation before) {
    return Case.given(
        before.name() + ", then overtaken",
        after(before.state(), reported(1, Entry.Succeeded, D1)));
  }

  private static Input record(int undone) {
    return reported(undone, Entry.Compensated, "0xundone");
  }

  private Case.Situation peer() {
    return Case.given("peer, never asked", after(opened(B), status(chain)));
  }

  /** Was held to be never executed, by the record too; then its effect came to light. */
  private Case.Situation late() {
    return Case.given(
        "late success",
        after(peer().state(), reported(1, Entry.NotExecuted, NONE), executed(1, OK1)));
  }

  /** The journal was lost: whether the step was executed is not known here. */
  private Case.Situation forgotten() {
    return Case.given(
        "journal lost", after(new Input.RecordOpened(plan(B), true, 15), status(chain)));
  }

  /** The former life reported a success, of which neither call nor evidence is here. */
  private Case.Situation doneBefore() {
    return Case.given("done before", after(forgotten().state(), reported(1, Entry.Succeeded, D1)));
  }

  private Case.Situation deniedBefore() {
    return Case.given(
        "denied in the former life",
        after(forgotten().state(), reported(1, Entry.NotExecuted, NONE)));
  }

  private Stream<Case> work() {
    return Stream.of(
        unknown().on(executed(0, OK0), here, "report 0 Succeeded 0xd0", "outcome 0 to b"),
        unknown().on(executed(0, FAILED), here, "report 0 Failed 0xdf", "outcome 0 to b"),
        unknown().on(executionRefused(0), here, "report 0 NotExecuted " + NONE, "outcome 0 to b"),
        unknown().on(restarted(), here, "execute 0"),
        unknown().on(nudged(), here, "execute 0"),
        unknown().on(time(120), here),
        peer()
            .on(
                executed(1, OK1),
                here,
                "alarm Contradiction 1",
                "report 1 Succeeded 0xd1",
                "outcome 1 to a"),
        late().on(restarted(), here, "report 1 Succeeded 0xd1"),
        late().on(executed(1, FAILED), here, "alarm Contradiction 1"),
        late().on(reported(1, Entry.Succeeded, D1), here, "undo 1 attempt 1"),
        peer().on(restarted(), here, "report 1 NotExecuted " + NONE),
        forgotten().on(restarted(), here, "evidence 1 of a"),
        forgotten().on(time(120), here),
        forgotten().on(executed(1, OK1), here, "report 1 Succeeded 0xd1", "outcome 1 to a"),
        forgotten().on(reported(1, Entry.Succeeded, D1), here),
        deniedBefore().on(reported(1, Entry.Succeeded, D1), here, "alarm Contradiction 1"),
        doneBefore().on(restarted(), here, "evidence 1 of a"),
        doneBefore().on(request(), here, "execute 1"),
        Case.given("done before, asked again", after(doneBefore().state(), request()))
            .on(executed(1, OK1), here, "outcome 1 to a", "undo 1 attempt 1"),
        waiting().on(reported(1, Entry.Failed, "0xdf"), here, "undo 0 attempt 1"),
        waiting().on(reported(1, Entry.Succeeded, D1), here),
        Case.given("peer undoes", after(waiting().state(), reported(1, Entry.Succeeded, D1)))
            .on(reported(1, Entry.Compensated, "0xundone"), here, "undo 0 attempt 1"));
  }

  private Stream<Case> undoing() {
    return Stream.of(
        undoing_().on(undone(0, 1), here, "report 0 Compensated 0xundone"),
        done().on(undone(0, 1), here),
        waiting().on(undone(0, 1), here, "alarm Contradiction 0"),
        gaveUp().on(undone(0, 1), here, "report 0 Compensated 0xundone"),
        overtaken(done()).on(restarted(), here, "report 0 Compensated 0xundone"),
        overtaken(done()).on(record(1), here, "report 0 Compensated 0xundone"),
        overtaken(gaveUp()).on(record(1), here, "report 0 CompensationFailed " + NONE),
        overtaken(backingOff()).on(record(1), here),
        undoing_().on(undoRefused(0, 1, false), here),
        backingOff().on(undoRefused(0, 1, false), here),
        backingOff().on(time(114), here),
        backingOff().on(time(115), here, "undo 0 attempt 2"),
        undoing_()
            .on(
                undoRefused(0, 1, true),
                here,
                "report 0 CompensationFailed " + NONE,
                "alarm CompensationFailed 0"),
        Case.given(
                "last attempt",
                after(
                    undoing_().state(),
                    undoRefused(0, 1, false),
                    time(115),
                    undoRefused(0, 2, false),
                    time(130)))
            .on(
                undoRefused(0, 3, false),
                here,
                "report 0 CompensationFailed " + NONE,
                "alarm CompensationFailed 0"),
        backingOff().on(undoOrdered(0), here, "undo 0 attempt 2"),
        gaveUp().on(undoOrdered(0), here, "undo 0 attempt 2"),
        undoing_().on(undoOrdered(0), here),
        undoing_().on(restarted(), here, "undo 0 attempt 1"),
        done().on(restarted(), here, "report 0 Compensated 0xundone"),
        gaveUp().on(restarted(), here, "report 0 CompensationFailed " + NONE),
        backingOff().on(restarted(), here));
  }

  private Stream<Case> messages() {
    return Stream.of(
        unknown().on(call(), here),
        peer().on(request(), here, "outcome 1 to a"),
        Case.given(
                "running",
                after(opened(B), request(), judged(0, D0, Verdict.Accepted), status(chain)))
            .on(request(), here),
        unknown().on(outcome(1, B, OK1), here, "judge 1 0xd1"),
        Case.given("judging", after(unknown().state(), outcome(1, B, OK1)))
            .on(judged(1, D1, Verdict.Disputed), here),
        waiting().on(evidenceRequested(0, B), here, "outcome 0 to b"),
        waiting().on(evidenceRequested(1, B), here, "request 1 of b"),
        waiting().on(evidenceRequested(1, "mallory"), here),
        undoing_().on(undeliverable(0, MessageKind.Compensation), here, "alarm OutcomeUnknown 0"),
        unknown().on(rejected(1, Entry.Accepted, Rejection.WrongStatus), here),
        undoing_()
            .on(
                rejected(0, Entry.Compensated, Rejection.NothingToCompensate),
                here,
                "alarm EntryRefused 0"),
        done().on(rejected(0, Entry.Compensated, Rejection.LaterStepUnfinished), here));
  }

  private Stream<Case> ends() {
    return Stream.concat(
        Stream.of(
            done().on(status(ChainStatus.Compensated), Compensated.class),
            done().on(status(ChainStatus.Resolved), Resolved.class)),
        unknown().ignores(opened(A), status(ChainStatus.Compensating), peerRefused(1, B)));
  }

  private static Stream<Case> onlyCompensating() {
    Case.Situation unknown =
        new WindingDownCases(Compensating.class, ChainStatus.Compensating).unknown();
    Case.Situation late = Case.given("escalation asked for", after(unknown.state(), time(161)));
    return Stream.concat(
        Stream.of(
            unknown.on(time(160), Compensating.class),
            unknown.on(time(161), Compensating.class, "report 255 Escalated " + NONE),
            late.on(restarted(), Compensating.class, "execute 0", "report 255 Escalated " + NONE),
            late.on(
                status(ChainStatus.Escalated), Escalated.class, "alarm Escalated 255", "nudge b")),
        unknown.ignores(resolved()));
  }

  private static Input record(String settlement) {
    return reported(Entry.WHOLE, Entry.Resolved, settlement);
  }

  private static Input own(String settlement) {
    return new Input.StepReportedOnChain(Entry.WHOLE, Entry.Resolved, settlement, true);
  }

  private static Stream<Case> onlyEscalated() {
    Case.Situation unknown = new WindingDownCases(Escalated.class, ChainStatus.Escalated).unknown();
    Case.Situation agreed = Case.given("agreed", after(unknown.state(), resolved()));
    TransactionState again = after(agreed.state(), resolved("0xother"));
    return Stream.concat(
        Stream.of(
            unknown.on(resolved(), Escalated.class, "report 255 Resolved 0xagreed"),
            agreed.on(resolved(), Escalated.class),
            agreed.on(resolved("0xother"), Escalated.class, "report 255 Resolved 0xother"),
            agreed.on(record("0xagreed"), Escalated.class),
            Case.given("agreed, recorded", after(agreed.state(), record("0xagreed")))
                .on(resolved(), Escalated.class),
            Case.given("agreed, on the record", after(agreed.state(), own("0xagreed")))
                .on(restarted(), Escalated.class, "execute 0"),
            Case.given(
                    "agreed, on the record, replaced by others, agreed anew",
                    after(
                        after(
                            after(after(agreed.state(), own("0xagreed")), record("0xother")),
                            record("0xagreed")),
                        resolved()))
                .on(restarted(), Escalated.class, "execute 0", "report 255 Resolved 0xagreed"),
            Case.given("agreed anew, the former recorded", after(again, own("0xagreed")))
                .on(restarted(), Escalated.class, "execute 0", "report 255 Resolved 0xother"),
            Case.given("agreed in a lost life", after(unknown.state(), own("0xagreed")))
                .on(resolved(), Escalated.class),
            Case.given("agreed, replaced by others", after(agreed.state(), record("0xother")))
                .on(resolved(), Escalated.class, "report 255 Resolved 0xagreed"),
            agreed.on(restarted(), Escalated.class, "execute 0", "report 255 Resolved 0xagreed")),
        unknown.ignores(status(ChainStatus.Escalated)));
  }
}
