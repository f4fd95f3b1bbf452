package io.govchain.amdp;

/**
 * One step of a plan.
 *
 * @param pipeline path of the pipeline through which the step runs
 * @param constraint the pipeline's constraint hash as the application knows it
 * @param side side of the pipeline on which the step runs
 * @param contract path of the business contract
 * @param function registered signature, for example {@code store(bytes32,string)}
 * @param kind read or write
 * @param arguments digest of the arguments' {@link Disclosure}
 */
public record PlanStep(
    String pipeline,
    String constraint,
    StepSide side,
    String contract,
    String function,
    StepKind kind,
    String arguments) {

  public PlanStep {
    Shape.path("step.pipeline", pipeline);
    Shape.hash("step.constraint", constraint);
    Shape.path("step.contract", contract);
    Shape.function("step.function", function);
    Shape.hash("step.arguments", arguments);
  }
}
