package io.govchain.amdp.check;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.Problem;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a plan is one that its pipelines allow. Subchain proxy, initiator and participant all
 * ask.
 */
public final class PlanCheck {

  private PlanCheck() {}

  /** The first problem of the plan, step by step; empty when it may run. */
  public static Optional<Problem> check(SignedCall call, PlanFacts facts) {
    return IntStream.range(0, call.steps().size())
        .mapToObj(i -> step(call, i, facts))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> oneSource(call, facts));
  }

  private static Optional<Problem> step(SignedCall call, int number, PlanFacts facts) {
    PlanStep step = call.steps().get(number);
    String where = "steps[" + number + "].";
    PlanFacts.Pipeline pipeline = facts.pipelines().get(step.pipeline());
    if (pipeline == null) {
      return problem(
          AmdpError.PIPELINE_UNKNOWN, where + "pipeline", "a registered pipeline", step.pipeline());
    }
    if (!pipeline.constraint().equals(step.constraint())) {
      return problem(
          AmdpError.CONSTRAINT_MISMATCH,
          where + "constraint",
          pipeline.constraint(),
          step.constraint());
    }
    if (!pipeline.usable()) {
      String actual = step.pipeline() + ", not active";
      return problem(
          AmdpError.PIPELINE_NOT_ACTIVE, where + "pipeline", "an active pipeline", actual);
    }
    String application = pipeline.source().application().orElse("none");
    if (!application.equals(call.message().from())) {
      return problem(
          AmdpError.APPLICATION_NOT_IN_PIPELINE,
          "payload.from",
          application,
          call.message().from());
    }
    return function(
        step, where, step.side() == StepSide.SOURCE ? pipeline.source() : pipeline.target());
  }

  private static Optional<Problem> function(PlanStep step, String where, PlanFacts.Side side) {
    if (!side.contract().equals(step.contract())) {
      return problem(
          AmdpError.FUNCTION_NOT_IN_PIPELINE, where + "contract", side.contract(), step.contract());
    }
    StepKind kind = side.functions().get(step.function());
    if (kind == null) {
      String allowed = String.join(", ", side.functions().keySet().stream().sorted().toList());
      return problem(
          AmdpError.FUNCTION_NOT_IN_PIPELINE,
          where + "function",
          "one of " + allowed,
          step.function());
    }
    return kind == step.kind()
        ? Optional.empty()
        : problem(
            AmdpError.FUNCTION_NOT_IN_PIPELINE, where + "kind", kind.wire(), step.kind().wire());
  }

  private static Optional<Problem> oneSource(SignedCall call, PlanFacts facts) {
    String first = source(call.steps().getFirst(), facts);
    return IntStream.range(1, call.steps().size())
        .filter(i -> !source(call.steps().get(i), facts).equals(first))
        .mapToObj(
            i ->
                new Problem(
                    AmdpError.PLAN_INVALID,
                    "steps[" + i + "].pipeline",
                    "a pipeline whose source is " + first,
                    "one whose source is " + source(call.steps().get(i), facts)))
        .findFirst();
  }

  private static String source(PlanStep step, PlanFacts facts) {
    return facts.pipelines().get(step.pipeline()).source().institution();
  }

  private static Optional<Problem> problem(
      AmdpError code, String where, String expected, String actual) {
    return Optional.of(new Problem(code, where, expected, actual));
  }
}
