package io.govchain.crosschain.engine;

import java.util.List;
import java.util.stream.Stream;

/** States that the transition table knows, for tests of other packages. */
public final class EngineSamples {
  private EngineSamples() {}

  /** Every state before and after every row of the table. */
  public static Stream<TransactionState> states() {
    return TransitionTest.cases()
        .flatMap(
            row -> Stream.of(row.given(), Samples.ENGINE.apply(row.given(), row.when()).state()))
        .distinct();
  }

  /** A call of party a with a step of its own, then one of party b. */
  public static Plan plan(String transaction, String self) {
    Plan plan = Samples.plan(self);
    return new Plan(transaction, self, plan.initiator(), plan.deadline(), plan.steps());
  }

  /** A call of the initiator's with nothing but a step of party b, as b sees it. */
  public static Plan order(String transaction, String initiator) {
    List<PlanStep> steps = List.of(new PlanStep("p", 1, true, Samples.B, initiator));
    return new Plan(transaction, Samples.B, initiator, Samples.DEADLINE, steps);
  }
}
