package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;

import java.util.List;
import java.util.stream.Stream;

/** A party that neither executes nor verifies a step: of that it knows the record alone. */
final class ThirdPartyCases {
  private static final String C = "c";
  private static final Case.Situation UNASKED = Case.given("third, not asked yet", after(opened()));
  private static final Case.Situation QUEUED =
      Case.given("third, asked", after(UNASKED.state(), asked()));
  private static final Case.Situation REPORTED =
      Case.given("third, reported", after(QUEUED.state(), reported(0, Entry.Succeeded, D0)));
  private static final Case.Situation ESCALATED =
      Case.given("third, escalated", after(UNASKED.state(), status(ChainStatus.Escalated)));

  private ThirdPartyCases() {}

  static Stream<Case> all() {
    return Stream.of(
        UNASKED.on(asked(), Executing.class),
        QUEUED.on(reported(0, Entry.Succeeded, D0), Executing.class),
        REPORTED.on(reported(0, Entry.Accepted, D0), Executing.class, "execute 1"),
        REPORTED.on(reported(0, Entry.Disputed, D0), Executing.class),
        ESCALATED.on(resolved(), Escalated.class, "report 255 Resolved 0xagreed"));
  }

  /** A writes, which B verifies; then C writes, which A verifies. */
  private static Plan plan() {
    return new Plan(
        "0xt",
        C,
        A,
        DEADLINE,
        List.of(new PlanStep("p", 1, true, A, B), new PlanStep("q", 1, true, C, A)));
  }

  private static Input opened() {
    return new Input.RecordOpened(plan(), false, 15);
  }

  /** Without the evidence of step 0, which is shown to B alone. */
  private static Input asked() {
    return new Input.StepRequested(plan(), 1, A, List.of(), 20);
  }
}
