package io.govchain.subchain.intake;

import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.check.PlanFacts;
import io.govchain.governance.Application;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Institution;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Registry;
import io.govchain.governance.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the governance chain has about the pipelines of a plan, in the protocol's own terms. */
final class RegisteredPlan {

  private final Registry registry;

  RegisteredPlan(Registry registry) {
    this.registry = registry;
  }

  PlanFacts facts(SignedCall call, long now) {
    Map<String, PlanFacts.Pipeline> pipelines = new HashMap<>();
    for (PlanStep step : call.steps()) {
      registry
          .pipeline(step.pipeline())
          .ifPresent(pipeline -> pipelines.put(step.pipeline(), facts(pipeline, now)));
    }
    return new PlanFacts(pipelines);
  }

  PipelineSide side(PlanStep step) {
    Side side = step.side() == StepSide.SOURCE ? Side.SOURCE : Side.TARGET;
    return registry.pipeline(step.pipeline()).orElseThrow().side(side);
  }

  private PlanFacts.Pipeline facts(Pipeline pipeline, long now) {
    boolean usable = registry.usablePipeline(pipeline.id(), now).isPresent();
    return new PlanFacts.Pipeline(
        pipeline.constraintHash(), usable, facts(pipeline.source()), facts(pipeline.target()));
  }

  private PlanFacts.Side facts(PipelineSide side) {
    Optional<BusinessContract> contract = registry.businessContract(side.businessContract());
    return new PlanFacts.Side(
        registry.institution(side.institution()).map(Institution::code).orElse("unknown"),
        side.application().flatMap(registry::application).map(Application::path),
        contract.map(BusinessContract::path).orElse("unknown"),
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
