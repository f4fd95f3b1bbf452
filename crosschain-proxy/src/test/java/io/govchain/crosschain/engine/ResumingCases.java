package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.stream.Stream;

/** A journal was lost: nothing is said of a step before whoever knows was asked. */
final class ResumingCases {
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

  private ResumingCases() {}

  static Stream<Case> all() {
    return Stream.concat(open(), windingDown());
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

  private static Input openedBefore(String self) {
    return new Input.RecordOpened(plan(self), true, 15);
  }

  private static Input otherCall() {
    return new Input.CallForwarded(backwards(A), 20);
  }
}
