package io.govchain.crosschain.plan;

import io.govchain.amdp.PlanStep;
import io.govchain.amdp.Problem;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.check.PlanCheck;
import io.govchain.amdp.check.PlanFacts;
import io.govchain.governance.Application;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Institution;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Checks a call's plan against what the governance chain has about its pipelines. */
public final class RegisteredPlan {
  private final Registry registry;

  public RegisteredPlan(Registry registry) {
    this.registry = registry;
  }

  /** The first problem of a new plan; empty where it may start at this block time. */
  public Optional<Problem> checkNew(SignedCall call, long blockTime) {
    return check(
        call,
        registry::activeBusinessContract,
        step -> registry.pipeline(step.pipeline()),
        pipeline -> registry.usablePipeline(pipeline.id(), blockTime).isPresent());
  }

  /**
   * The first problem of a plan that may have been opened before one of its pipelines was amended;
   * empty where it may go on at this block time.
   */
  public Optional<Problem> check(SignedCall call, long blockTime) {
    return check(
        call,
        registry::activeBusinessContract,
        this::version,
        pipeline -> registry.goesOn(pipeline, blockTime));
  }

  /** The same, but whether the pipelines and contracts are still in use does not matter. */
  public Optional<Problem> checkTerms(SignedCall call) {
    return check(call, registry::businessContract, this::version, pipeline -> true);
  }

  /** The version that the step was signed for; the present one where there is none. */
  private Optional<Pipeline> version(PlanStep step) {
    return registry
        .pipeline(step.pipeline(), step.constraint())
        .or(() -> registry.pipeline(step.pipeline()));
  }

  private Optional<Problem> check(
      SignedCall call,
      Function<String, Optional<BusinessContract>> contracts,
      Function<PlanStep, Optional<Pipeline>> versions,
      Predicate<Pipeline> usable) {
    Map<String, PlanFacts.Pipeline> pipelines = new HashMap<>();
    for (PlanStep step : call.steps()) {
      versions
          .apply(step)
          .ifPresent(
              pipeline ->
                  pipelines.put(
                      step.pipeline(),
                      new PlanFacts.Pipeline(
                          pipeline.constraintHash(),
                          usable.test(pipeline),
                          facts(pipeline.source(), contracts),
                          facts(pipeline.target(), contracts))));
    }
    return PlanCheck.check(call, new PlanFacts(pipelines));
  }

  private PlanFacts.Side facts(
      PipelineSide side, Function<String, Optional<BusinessContract>> contracts) {
    Optional<BusinessContract> contract = contracts.apply(side.businessContract());
    return new PlanFacts.Side(
        registry.institution(side.institution()).map(Institution::code).orElse("unknown"),
        side.application().flatMap(registry::application).map(Application::path),
        contract.map(BusinessContract::path).orElse("not-active"),
        contract.map(found -> functions(side, found)).orElse(Map.of()));
  }

  private static Map<String, StepKind> functions(PipelineSide side, BusinessContract contract) {
    Map<String, StepKind> functions = new HashMap<>();
    for (ContractFunction function : contract.functions()) {
      if (side.allows(function.id())) {
        functions.put(
            function.signature(),
            function.kind() == ContractFunction.Kind.WRITE ? StepKind.WRITE : StepKind.READ);
      }
    }
    return functions;
  }
}
