package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.stream.Stream;

/** A journal, or its end, was lost: nothing is said of a step before whoever knows was asked. */
final class ResumingCases {
  private static final String NONE = StepResult.NO_DIGEST;
  private static final Case.Situation LOST_PEER =
      Case.given("peer lost its journal", after(openedBefore(B)));
  private static final Case.Situation ASKED_AGAIN =
      Case.given("peer asked again", after(LOST_PEER.state(), request()));
  private static final Case.Situation LOST_INITIATOR =
      Case.given("initiator lost its journal", after(openedBefore(A)));
  private static final Case.Situation FIRST_ON_RECORD =
      Case.given(
          "initiator lost its journal, first step on the record",
          after(LOST_INITIATOR.state(), reported(0, Entry.Succeeded, D0)));
  private static final Case.Situation FIRST_PROVED =
      Case.given("and asked for the call", after(FIRST_ON_RECORD.state(), call()));
  private static final Case.Situation WAITING =
      Case.given("peer asked", after(call(), opened(A), executed(0, OK0)));

  private static final Case.Situation COPY_NOT_ASKED =
      Case.given("copy of before the peer was asked", after(opened(B), journalRestored()));
  private static final Case.Situation COPY_QUEUED =
      Case.given(
          "copy of before the peer's step was ordered",
          after(request(), opened(B), journalRestored()));
  private static final Case.Situation COPY_OF_INITIATOR =
      Case.given(
          "copy of before the initiator's turn",
          after(otherCall(), new Input.RecordOpened(backwards(A), false, 15), journalRestored()));

  private ResumingCases() {}

  static Stream<Case> all() {
    return Stream.of(open(), windingDown(), copies(), copiesOfWhatIsGivenUp())
        .flatMap(rows -> rows);
  }

  private static Stream<Case> open() {
    return Stream.of(
        LOST_PEER.on(restarted(), Executing.class, "evidence 1 of a"),
        LOST_PEER.on(request(), Executing.class, "judge 0 0xd0"),
        ASKED_AGAIN.on(judged(0, D0, Verdict.Accepted), Executing.class, "execute 1"),
        ASKED_AGAIN.on(judged(0, D0, Verdict.Disputed), Executing.class),
        ASKED_AGAIN.on(request(), Executing.class),
        ASKED_AGAIN.on(restarted(), Executing.class, "judge 0 0xd0"),
        LOST_INITIATOR.on(restarted(), Executing.class, "evidence 0 of a"),
        LOST_INITIATOR.on(call(), Executing.class, "execute 0"),
        LOST_INITIATOR.on(otherCall(), Executing.class),
        FIRST_ON_RECORD.on(call(), Executing.class, "execute 0"),
        FIRST_PROVED.on(executed(0, OK0), Executing.class, "request 1 of b"),
        WAITING.on(evidenceRequested(1, B), Executing.class, "request 1 of b"),
        WAITING.on(evidenceRequested(1, "mallory"), Executing.class));
  }

  private static Stream<Case> windingDown() {
    return Stream.of(ChainStatus.Compensating, ChainStatus.Escalated)
        .flatMap(
            status -> {
              Case.Situation peer =
                  Case.given("peer lost, " + status, after(LOST_PEER.state(), status(status)));
              Case.Situation initiator =
                  Case.given(
                      "initiator lost, " + status, after(LOST_INITIATOR.state(), status(status)));
              Class<? extends TransactionState> here = peer.state().getClass();
              return Stream.of(
                  peer.on(restarted(), here, "evidence 1 of a"),
                  peer.on(request(), here, "execute 1"),
                  initiator.on(restarted(), here, "evidence 0 of a"),
                  initiator.on(call(), here, "execute 0"));
            });
  }

  private static Stream<Case> copies() {
    Case.Situation settling =
        Case.given(
            "all is done",
            after(
                opened(B),
                request(),
                judged(0, D0, Verdict.Accepted),
                reported(0, Entry.Succeeded, D0),
                executed(1, OK1)));
    return Stream.concat(
        Stream.of(
            Case.given("not asked", after(opened(B))).on(journalRestored(), Executing.class),
            COPY_NOT_ASKED.on(restarted(), Executing.class, "evidence 1 of a"),
            COPY_NOT_ASKED.on(request(), Executing.class, "judge 0 0xd0"),
            COPY_QUEUED.on(judged(0, D0, Verdict.Accepted), Executing.class, "execute 1"),
            COPY_QUEUED.on(judged(0, D0, Verdict.Disputed), Executing.class),
            COPY_QUEUED.on(reported(1, Entry.NotExecuted, NONE), Executing.class),
            COPY_OF_INITIATOR.on(restarted(), Executing.class, "request 0 of b", "evidence 1 of a"),
            COPY_OF_INITIATOR.on(otherCall(), Executing.class)),
        Stream.of(
                Case.given("not opened", after(call())),
                Case.given("asked, not opened", after(request())),
                Case.given("ordered", after(call(), opened(A))),
                settling)
            .flatMap(situation -> situation.ignores(journalRestored())));
  }

  /** What the copy does not know to be started is not denied, but asked for or ordered. */
  private static Stream<Case> copiesOfWhatIsGivenUp() {
    return Stream.of(ChainStatus.Compensating, ChainStatus.Escalated)
        .flatMap(
            status -> {
              TransactionState notAsked = after(COPY_NOT_ASKED.state(), status(status));
              Class<? extends TransactionState> here = notAsked.getClass();
              String[] called =
                  status == ChainStatus.Escalated
                      ? new String[] {"alarm Escalated 255"}
                      : new String[0];
              return Stream.concat(
                  Stream.of(
                      COPY_NOT_ASKED.on(status(status), here, called),
                      COPY_QUEUED.on(status(status), here, with(called, "execute 1")),
                      COPY_OF_INITIATOR.on(status(status), here, with(called, "nudge b")),
                      Case.given("given up, not asked", notAsked).on(request(), here, "execute 1")),
                  Case.given("given up, not asked", notAsked).ignores(journalRestored()));
            });
  }

  private static String[] with(String[] first, String last) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }

  private static Input openedBefore(String self) {
    return new Input.RecordOpened(plan(self), true, 15);
  }

  private static Input otherCall() {
    return new Input.CallForwarded(backwards(A), 20);
  }
}
