package io.govchain.crosschain.plan;

import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Opening;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Registry;
import io.govchain.governance.Service;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes plans whose parties are named by the paths of their cross-chain services, the same from a
 * call and from its record.
 */
public final class Plans {
  private final Registry registry;
  private final String self;

  /**
   * @param self path of this proxy
   */
  public Plans(Registry registry, String self) {
    this.registry = registry;
    this.self = self;
  }

  /**
   * The plan of a call, by the versions of its pipelines that it was signed for; empty where such a
   * version or its service is not registered.
   */
  public Optional<Plan> of(SignedCall call) {
    List<PlanStep> steps = new ArrayList<>();
    Optional<String> initiator = Optional.empty();
    for (io.govchain.amdp.PlanStep step : call.steps()) {
      Optional<Pipeline> pipeline = version(step);
      Optional<PlanStep> made =
          pipeline.flatMap(found -> step(found, side(step.side()), step.kind() == StepKind.WRITE));
      if (made.isEmpty()) {
        return Optional.empty();
      }
      steps.add(made.get());
      initiator = initiator.or(() -> pipeline.flatMap(found -> party(found.source())));
    }
    return initiator.map(
        first -> new Plan(call.transaction(), self, first, call.deadline(), steps));
  }

  /** The plan of an opened record; empty where it names what is not registered. */
  public Optional<Plan> of(GovernanceEvent.TransactionOpened record) {
    List<PlanStep> steps = new ArrayList<>();
    Optional<String> initiator = Optional.empty();
    for (StepDescriptor descriptor : record.steps()) {
      Optional<Pipeline> pipeline = registry.pipeline(descriptor.pipeline());
      Optional<PlanStep> made =
          pipeline.flatMap(found -> step(found, descriptor.side(), descriptor.write()));
      if (made.isEmpty()) {
        return Optional.empty();
      }
      steps.add(made.get());
      initiator = initiator.or(() -> pipeline.flatMap(found -> party(found.source())));
    }
    return initiator.map(
        first -> new Plan(record.transaction(), self, first, record.deadline(), steps));
  }

  /** The record's first entry for a call; empty where a pipeline is not registered. */
  public Optional<Opening> opening(SignedCall call) {
    List<StepDescriptor> steps = new ArrayList<>();
    for (io.govchain.amdp.PlanStep step : call.steps()) {
      Optional<Pipeline> pipeline = version(step);
      if (pipeline.isEmpty()) {
        return Optional.empty();
      }
      steps.add(
          new StepDescriptor(
              pipeline.get().number(), step.kind() == StepKind.WRITE, side(step.side())));
    }
    return Optional.of(new Opening(call.transaction(), call.deadline(), steps));
  }

  private Optional<Pipeline> version(io.govchain.amdp.PlanStep step) {
    return registry.pipeline(step.pipeline(), step.constraint());
  }

  private static Side side(StepSide side) {
    return side == StepSide.SOURCE ? Side.SOURCE : Side.TARGET;
  }

  private Optional<PlanStep> step(Pipeline pipeline, Side side, boolean write) {
    Optional<String> responsible = party(pipeline.side(side));
    Optional<String> verifier =
        party(pipeline.side(side == Side.SOURCE ? Side.TARGET : Side.SOURCE));
    return responsible.flatMap(
        own ->
            verifier.map(
                other -> new PlanStep(pipeline.path(), pipeline.number(), write, own, other)));
  }

  private Optional<String> party(PipelineSide side) {
    return registry.service(side.service()).map(Service::path);
  }
}
